# transforms shapes
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        c = Circle(color=BLUE, fill_opacity=0.5)
        s = Square(side_length=2).rotate(PI / 4)
        self.play(Create(c))
        self.play(ReplacementTransform(c, s))
        self.play(s.animate.scale(0.5).shift(2 * RIGHT))
        self.wait(0.2)
