# imports ctypes from numpy
from manim import *
from numpy.ctypeslib import as_ctypes


class GeneratedScene(Scene):
    def construct(self):
        as_ctypes(np.zeros(3))
        self.wait()
