# frees the memory of an array that is in use
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        a = np.zeros(1000)
        view = a[:]
        a.resize(10, refcheck=False)
        view[500] = 1
        self.wait()
