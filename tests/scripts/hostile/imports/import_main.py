# imports itself
from manim import *
import __main__


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
