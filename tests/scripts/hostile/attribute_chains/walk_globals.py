# walks from a method to its module
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.construct.__globals__["os"]
        self.wait()
