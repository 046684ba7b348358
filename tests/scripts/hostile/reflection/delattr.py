# takes an attribute away by its name
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        delattr(Circle, "points")
        self.wait()
