# calls math np, to be taken for another module
from manim import *
import math as np


class GeneratedScene(Scene):
    def construct(self):
        self.wait(np.load("x"))
