# gives an array any memory
from manim import *


class M(VGroup):
    __array_interface__ = {"data": (4096, False), "shape": (8,), "typestr": "<u8", "version": 3}


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
