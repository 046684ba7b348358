# builds formulas in a method
from manim import *


class GeneratedScene(Scene):
    def formula(self, source, color=WHITE):
        return MathTypst(source, color=color)

    def construct(self):
        a = self.formula("sum_(k=1)^n k", BLUE)
        b = self.formula("n (n + 1) / 2").next_to(a, RIGHT)
        self.play(FadeIn(a), FadeIn(b))
        self.wait(0.2)
