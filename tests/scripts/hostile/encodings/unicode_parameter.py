# gives a parameter a forbidden name with other letters
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def f(ｎｐ):
            return np.load(1)
        f(self)
        self.wait()
