# imports numpy's tests
from manim import *
from numpy.testing import measure


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
