# runs code by __class_getitem__
from manim import *


class M(VGroup):
    def __class_getitem__(cls, item):
        return item

M[1]


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
