# passes a module on
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        n = np
        n.load("x")
        self.wait()
