# sets hidden attributes by a dictionary
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        name = "__cla" + "ss__"
        Circle().set(**{name: Square})
        self.wait()
