# fills the area below a curve
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        axes = Axes(x_range=[0, 4, 1], y_range=[0, 5, 1], x_length=6, y_length=4)
        curve = axes.plot(lambda x: 0.25 * x**2 + 0.5, x_range=[0, 4], color=BLUE)
        self.play(Create(axes), Create(curve), run_time=0.5)
        rectangles = axes.get_riemann_rectangles(curve, x_range=[0, 4], dx=1, fill_opacity=0.6)
        self.play(Create(rectangles))
        for dx in (0.5, 0.25):
            finer = axes.get_riemann_rectangles(curve, x_range=[0, 4], dx=dx, fill_opacity=0.6)
            self.play(Transform(rectangles, finer), run_time=0.4)
        area = axes.get_area(curve, x_range=(0, 4), color=[BLUE, GREEN], opacity=0.5)
        self.play(FadeOut(rectangles), FadeIn(area))
        tangent = TangentLine(curve, alpha=0.5, length=3, color=YELLOW)
        self.play(Create(tangent))
