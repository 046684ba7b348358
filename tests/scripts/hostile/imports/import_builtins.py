# imports the builtins
from manim import *
from builtins import open as circle


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
