# reads by TeX
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Tex(r"\input{/etc/passwd}"))
        self.wait()
