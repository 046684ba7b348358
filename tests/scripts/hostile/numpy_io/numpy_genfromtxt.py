# reads text by numpy
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        np.genfromtxt("/etc/passwd")
        self.wait()
