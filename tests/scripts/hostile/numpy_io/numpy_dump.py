# pickles an array
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        np.zeros(3).dump("/tmp/x")
        self.wait()
