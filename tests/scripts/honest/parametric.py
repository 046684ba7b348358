# draws curves of Lissajous
from manim import *
from math import gcd


class GeneratedScene(Scene):
    def construct(self):
        pairs = [(a, b) for a in range(1, 4) for b in range(a, 4) if gcd(a, b) == 1]
        curves = VGroup(
            *(
                ParametricFunction(
                    lambda t, a=a, b=b: np.array([np.sin(a * t), np.cos(b * t), 0]),
                    t_range=(0, TAU, 0.05),
                ).set_color(random_bright_color())
                for a, b in pairs
            )
        )
        curves.arrange_in_grid(rows=2, buff=0.5)
        self.play(LaggedStart(*map(Create, curves), lag_ratio=0.1))
        self.wait(0.2)
