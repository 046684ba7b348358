# takes away an attribute
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        del Circle.points
        self.wait()
