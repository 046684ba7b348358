# eases
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        s = Square()
        self.play(s.animate.shift(RIGHT), rate_func=rate_functions.ease_in_out_sine)
        self.play(Rotate(s, PI), rate_func=there_and_back, run_time=0.5)
        self.wait(0.2)
