# shows a program
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        code = Code(code_string="def f(x):\n    return open(x).read()\n", language="python")
        self.play(FadeIn(code))
        self.wait(0.2)
