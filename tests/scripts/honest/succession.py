# plays groups of animations in every order
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        shapes = VGroup(Circle(), Square(), Triangle(), Star(), RegularPolygon(6)).scale(0.5).arrange(RIGHT)
        shapes.set_color_by_gradient(BLUE, GREEN, YELLOW)
        self.play(LaggedStartMap(FadeIn, shapes, lag_ratio=0.3))
        self.play(
            AnimationGroup(
                Rotate(shapes[0], PI),
                Succession(shapes[1].animate.shift(UP), shapes[1].animate.shift(DOWN)),
                Wiggle(shapes[2]),
                lag_ratio=0.2,
            )
        )
        self.play(CyclicReplace(*shapes[:3]))
        self.play(Swap(shapes[3], shapes[4]), run_time=0.5)
        self.play(*[FadeOut(m, shift=DOWN) for m in shapes])
