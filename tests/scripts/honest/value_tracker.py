# counts with a tracker
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        t = ValueTracker(0)
        n = always_redraw(lambda: DecimalNumber(t.get_value(), num_decimal_places=1, mob_class=Text))
        self.add(n)
        self.play(t.animate.set_value(5), run_time=0.5)
        self.wait(0.2)
