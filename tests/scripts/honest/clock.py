# moves the hands of a clock
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        face = Circle(radius=2, color=WHITE)
        ticks = VGroup(*[Line(1.8 * RIGHT, 2 * RIGHT).rotate(k * 30 * DEGREES, about_point=ORIGIN) for k in range(12)])
        hour = Line(ORIGIN, UP * 1.1, stroke_width=8)
        minute = Line(ORIGIN, UP * 1.6, color=YELLOW)
        self.play(Create(face), Create(ticks))
        self.add(hour, minute)
        self.play(
            Rotating(minute, angle=-TAU, about_point=ORIGIN, run_time=1),
            Rotating(hour, angle=-TAU / 12, about_point=ORIGIN, run_time=1),
        )
