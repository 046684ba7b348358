# nests calls too deep
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        x = Circle().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy().copy()
        self.wait()
