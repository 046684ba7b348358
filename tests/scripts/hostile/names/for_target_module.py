# gives a module's name to a loop
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        for np in [self]:
            np.load(1)
        self.wait()
