# draws a graph
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        g = Graph([1, 2, 3], [(1, 2), (2, 3)], layout="circular")
        self.play(Create(g))
        self.play(g[1].animate.shift(UP * 0.5))
        self.wait(0.2)
