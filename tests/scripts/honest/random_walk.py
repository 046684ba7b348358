# walks at random, with a seed
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        np.random.seed(3)
        steps = np.random.choice([-1, 1], size=(40, 2)) * 0.1
        points = np.cumsum(steps, axis=0)
        path = VMobject(color=BLUE).set_points_as_corners([np.array([x, y, 0]) for x, y in points])
        start, end = Dot(path.get_start(), color=GREEN), Dot(path.get_end(), color=RED)
        self.play(FadeIn(start))
        self.play(Create(path), run_time=1, rate_func=linear)
        self.play(FadeIn(end, scale=3))
