# puts numbers into formulas
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        for n in range(1, 3):
            f = MathTypst(f"{n}^2 = {n * n:.0f}")
            self.play(FadeIn(f), run_time=0.3)
            self.remove(f)
        self.wait(0.2)
