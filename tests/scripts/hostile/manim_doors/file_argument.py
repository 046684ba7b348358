# prints to a file
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        print("x", file=1)
        self.wait()
