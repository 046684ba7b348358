# puts the program before the formula
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(MathTypst("x", typst_preamble="#let x = read(\"x\")"))
        self.wait()
