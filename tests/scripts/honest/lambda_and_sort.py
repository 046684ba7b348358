# sorts bars
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        heights = [3, 1, 2]
        bars = VGroup(*[Rectangle(width=0.5, height=h) for h in sorted(heights, key=lambda h: -h)])
        bars.arrange(RIGHT, aligned_edge=DOWN)
        self.play(*(GrowFromEdge(b, DOWN) for b in bars))
        self.play(Swap(bars[0], bars[2]))
        self.wait(0.2)
