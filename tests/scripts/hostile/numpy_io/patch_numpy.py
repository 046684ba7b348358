# changes numpy
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        np.array = print
        self.wait()
