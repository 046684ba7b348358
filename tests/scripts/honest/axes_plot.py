# plots a function
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        axes = Axes(x_range=[-3, 3, 1], y_range=[-1, 9, 1], x_length=8, y_length=5)
        graph = axes.plot(lambda x: x**2, color=YELLOW)
        area = axes.get_area(graph, x_range=(0, 2))
        self.play(Create(axes), run_time=0.5)
        self.play(Create(graph), FadeIn(area))
        self.wait(0.2)
