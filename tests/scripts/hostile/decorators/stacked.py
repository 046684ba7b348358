# hides one decorator under another
from manim import *


class M(VGroup):
    @staticmethod
    @open
    def f():
        return 0


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
