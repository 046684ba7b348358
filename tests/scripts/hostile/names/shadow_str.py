# gives str another meaning
from manim import *

def str(x):
    return x


class GeneratedScene(Scene):
    def construct(self):
        self.wait()
