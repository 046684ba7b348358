# puts a field into the format of a number
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(DecimalNumber(1, num_decimal_places="0f}{0.__class__.__init__.__globals__}{0:.1"))
        self.wait()
