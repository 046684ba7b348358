# imports numpy's compiler
from manim import *
import numpy.f2py


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
