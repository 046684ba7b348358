# imports load from numpy
from manim import *
from numpy import load


class GeneratedScene(Scene):
    def construct(self):
        load("/etc/passwd")
        self.wait()
