# changes a number's format later
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        number = DecimalNumber(1)
        number.num_decimal_places = "1f}{0.__class__}{0:." + "1"
        number.set_value(2)
        self.wait()
