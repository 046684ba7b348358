# sets hidden attributes by keywords of set
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        Circle().set(__class__=Square)
        self.wait()
