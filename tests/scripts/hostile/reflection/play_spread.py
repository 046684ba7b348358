# sets hidden attributes of an animation by play
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        name = "__array_" + "interface__"
        self.play(FadeIn(Circle()), **{name: {"data": (4096, False), "shape": (8,), "typestr": "<u8", "version": 3}})
        self.wait()
