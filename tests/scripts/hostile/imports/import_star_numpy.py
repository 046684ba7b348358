# imports all of numpy
from manim import *
from numpy import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
