# passes a mobject's set on to be called elsewhere
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        always(Circle().set, **{"__array_interface__": {"data": (4096, False), "shape": (8,), "typestr": "<u8"}})
        self.wait()
