# imports from the package above
from manim import *
from .. import runtime


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
