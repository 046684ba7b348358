# gives a class of formulas another meaning
from manim import *


def Typst(x):
    return x


class GeneratedScene(Scene):
    def construct(self):
        self.add(Typst("x"))
        self.wait()
