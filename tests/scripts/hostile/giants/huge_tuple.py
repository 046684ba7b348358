# repeats a tuple of lists
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        x = 10**8 * ([], [])
        self.wait()
