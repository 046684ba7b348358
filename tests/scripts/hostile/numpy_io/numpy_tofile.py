# writes by an array
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        np.zeros(3).tofile("/tmp/x")
        self.wait()
