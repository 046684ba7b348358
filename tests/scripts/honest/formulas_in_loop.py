# shows formulas from a list
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        steps = ["x^2 = 4", "x = plus.minus 2", "sqrt(x) = 2"]
        group = VGroup()
        for i, step in enumerate(steps):
            line = MathTypst(step)
            line.shift(DOWN * i)
            group.add(line)
        self.play(LaggedStart(*[FadeIn(g) for g in group], lag_ratio=0.3))
        self.wait(0.2)
