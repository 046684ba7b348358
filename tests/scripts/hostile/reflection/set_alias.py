# keeps a mobject's set under another name, to spread hidden names into it
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        put = Circle().set
        put(**{"__cla" + "ss__": Square})
        self.wait()
