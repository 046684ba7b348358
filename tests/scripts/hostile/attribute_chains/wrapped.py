# unwraps a rate function
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        linear.__wrapped__.__globals__["np"].load("x")
        self.wait()
