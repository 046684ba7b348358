# fills up a text without end
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        x = "a".ljust(10**10)
        self.wait()
