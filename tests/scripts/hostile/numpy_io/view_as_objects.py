# looks at numbers as objects
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        np.array([4096]).view("O")
        self.wait()
