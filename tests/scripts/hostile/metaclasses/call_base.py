# derives from what a call gives
from manim import *


class M(max([Circle, Square], key=str)):
    pass


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
