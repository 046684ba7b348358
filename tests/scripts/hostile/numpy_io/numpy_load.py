# reads by numpy
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        np.load("/etc/passwd", allow_pickle=True)
        self.wait()
