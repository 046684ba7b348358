# runs code by __new__
from manim import *


class M(Circle):
    def __new__(cls):
        return print


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
