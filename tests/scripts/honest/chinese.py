# writes Chinese
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        t = Text("畢氏定理：直角三角形", font="Noto Sans CJK TC", font_size=40)
        self.play(Write(t))
        self.wait(0.2)
