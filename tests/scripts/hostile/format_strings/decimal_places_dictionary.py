# puts a field into the numbers of an axis
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        places = "0f}{0." + "__doc__}{0:.1"
        self.add(NumberLine(decimal_number_config={"num_decimal_places": places}))
        self.wait()
