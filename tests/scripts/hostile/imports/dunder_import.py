# imports by __import__
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        __import__("os").system("id")
        self.wait()
