# raises a power to a power
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        x = 2 ** 2 ** 40
        self.wait()
