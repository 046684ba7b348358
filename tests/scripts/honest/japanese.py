# writes Japanese
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        t = Text("ベクトルの足し算", font="Noto Sans CJK JP")
        self.play(FadeIn(t, shift=UP))
        self.wait(0.2)
