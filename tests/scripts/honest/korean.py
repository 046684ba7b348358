# writes Korean
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        제목 = Text("피타고라스 정리", font_size=48)
        설명 = Text("직각삼각형의 세 변", font_size=32, t2c={"세 변": YELLOW}).next_to(제목, DOWN)
        self.play(Write(제목))
        self.play(FadeIn(설명, shift=UP))
        self.wait(0.2)
