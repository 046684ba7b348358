# asks for an array without end
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        x = np.zeros((100000, 100000))
        self.wait()
