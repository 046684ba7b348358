# imports a hidden name
from manim import *
from math import __loader__


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
