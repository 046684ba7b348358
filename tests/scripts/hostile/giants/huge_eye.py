# asks for a matrix without end
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        x = np.ones((10**5, 10**5))
        self.wait()
