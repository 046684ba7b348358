# divides a triangle again and again
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def divide(a, b, c, depth):
            if depth == 0:
                return [Polygon(a, b, c, fill_opacity=1, stroke_width=0, color=TEAL)]
            ab, bc, ca = (a + b) / 2, (b + c) / 2, (c + a) / 2
            return [
                *divide(a, ab, ca, depth - 1),
                *divide(ab, b, bc, depth - 1),
                *divide(ca, bc, c, depth - 1),
            ]

        corners = [3 * np.array([np.cos(t), np.sin(t), 0]) for t in np.linspace(PI / 2, PI / 2 + TAU, 4)[:3]]
        shown = VGroup(*divide(*corners, 0))
        self.play(FadeIn(shown))
        for depth in (1, 2, 3):
            finer = VGroup(*divide(*corners, depth))
            self.play(FadeTransform(shown, finer), run_time=0.4)
            shown = finer
