# has an animation of its own
from manim import *


class CountTo(Animation):
    def __init__(self, number, end, **kwargs):
        super().__init__(number, **kwargs)
        self.begin_at = number.get_value()
        self.end_at = end

    def interpolate_mobject(self, alpha):
        self.mobject.set_value(self.begin_at + alpha * (self.end_at - self.begin_at))


class GeneratedScene(Scene):
    def construct(self):
        number = DecimalNumber(0, num_decimal_places=0, font_size=96)
        self.add(number)
        self.play(CountTo(number, 100), run_time=0.5, rate_func=linear)
        self.play(ApplyMethod(number.set_color, GREEN))
        self.play(UpdateFromAlphaFunc(number, lambda m, a: m.set_opacity(1 - a / 2)), run_time=0.3)
