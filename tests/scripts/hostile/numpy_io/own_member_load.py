# defines load to be allowed to call numpy's
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.load = 1
        np.load("/etc/passwd")
        self.wait()
