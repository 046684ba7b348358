# walks from a class to its module's name
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Text(Circle.__module__))
        self.wait()
