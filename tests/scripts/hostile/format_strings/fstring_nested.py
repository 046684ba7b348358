# hides the call in an f-string's format
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Text(f"{1:{eval('5')}}"))
        self.wait()
