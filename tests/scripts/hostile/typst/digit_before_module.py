# writes a digit before std
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(MathTypst("1std.eval.with(\"1\")()"))
        self.wait()
