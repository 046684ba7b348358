# sets a text by Typst
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        t = Typst("*Hello* from _Typst!_ $ x^2 $")
        self.play(FadeIn(t))
        self.wait(0.2)
