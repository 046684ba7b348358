# reaches numpy's machinery
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        np.random.mtrand
        self.wait()
