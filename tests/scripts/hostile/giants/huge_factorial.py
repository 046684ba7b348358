# multiplies without end
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        import math

        x = math.factorial(10**9)
        self.wait()
