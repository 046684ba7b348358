# imports ndarray by its name
from manim import *
from numpy import array, ndarray


class GeneratedScene(Scene):
    def construct(self):
        print(ndarray((1,), "O", array([4096]))[0])
        self.wait()
