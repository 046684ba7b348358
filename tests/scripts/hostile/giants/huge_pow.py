# calculates without end by pow
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        x = pow(10, 10**9)
        self.wait()
