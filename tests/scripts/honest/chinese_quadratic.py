# explains in Chinese
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        标题 = Text("一元二次方程", font_size=48).to_edge(UP)
        公式 = MathTypst("x = (-b plus.minus sqrt(b^2 - 4 a c)) / (2 a)", font_size=60)
        self.play(Write(标题))
        self.play(FadeIn(公式, shift=UP))
        框 = SurroundingRectangle(公式, color=YELLOW, buff=0.3)
        self.play(Create(框))
        for 文字 in ["判别式大于零：两个根", "判别式等于零：一个根"]:
            行 = Text(文字, font_size=30).to_edge(DOWN)
            self.play(FadeIn(行), run_time=0.3)
            self.play(FadeOut(行), run_time=0.3)
