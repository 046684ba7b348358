# asks for a line of points without end
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        x = np.linspace(0, 1, 10**10)
        self.wait()
