# gives math the name of a function
from manim import *
import math as range


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
