# numbers its axes
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        axes = Axes(x_range=[0, 4], y_range=[0, 4], axis_config={"include_numbers": True})
        self.play(FadeIn(axes))
        dot = Dot(axes.c2p(2, 3), color=RED)
        self.play(GrowFromCenter(dot))
        self.wait(0.2)
