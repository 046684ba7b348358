# draws points from numpy
from manim import *
import numpy as np


class GeneratedScene(Scene):
    def construct(self):
        points = np.array([[np.cos(t), np.sin(t), 0] for t in np.linspace(0, TAU, 12)])
        rng = np.random.default_rng(3)
        dots = VGroup(*[Dot(p * rng.uniform(1, 2), radius=0.05) for p in points])
        self.play(LaggedStartMap(FadeIn, dots, lag_ratio=0.1), run_time=0.5)
        self.play(dots.animate.scale(1.5 / np.linalg.norm(points[0])))
        self.wait(0.2)
