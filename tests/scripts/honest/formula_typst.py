# shows a formula
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        f = MathTypst("a^2 + b^2 = c^2", font_size=72)
        self.play(Write(f))
        self.play(f.animate.set_color(YELLOW))
        self.wait(0.2)
