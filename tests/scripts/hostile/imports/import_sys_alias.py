# imports sys as np
from manim import *
import sys as np


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
