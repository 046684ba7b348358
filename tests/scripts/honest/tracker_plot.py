# changes a curve by a tracker
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        k = ValueTracker(1)
        plane = NumberPlane(x_range=[-4, 4], y_range=[-2, 2], background_line_style={"stroke_opacity": 0.4})
        curve = always_redraw(
            lambda: plane.plot(lambda x: np.sin(k.get_value() * x), x_range=[-4, 4, 0.1], color=YELLOW)
        )
        label = Text("k = ", font_size=32).to_corner(UL)
        number = DecimalNumber(1, num_decimal_places=1, font_size=36).next_to(label, RIGHT)
        number.add_updater(lambda m: m.set_value(k.get_value()))
        self.add(plane, curve, label, number)
        self.play(k.animate.set_value(3), run_time=1, rate_func=smooth)
        self.play(k.animate.increment_value(-1.5), run_time=0.5)
        number.clear_updaters()
