# sets the source of an own animation by play
from manim import *


class Show(FadeIn):
    formula = "x"

    def begin(self):
        self.mobject.add(MathTypst(self.formula))
        super().begin()


class GeneratedScene(Scene):
    def construct(self):
        self.play(Show(VGroup(Dot())), formula="#re" + "ad(1)")
        self.wait()
