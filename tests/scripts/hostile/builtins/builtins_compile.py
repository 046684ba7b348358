# compiles a text
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        compile("1", "x", "eval")
        self.wait()
