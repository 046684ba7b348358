# builds TeX's command of letters
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(MathTex(r"\csname in\endcsname"))
        self.wait()
