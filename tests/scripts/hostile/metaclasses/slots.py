# defines slots
from manim import *


class M(VGroup):
    __slots__ = ("a",)


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
