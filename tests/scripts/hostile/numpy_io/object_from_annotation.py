# takes ndarray out of an annotation
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def f(x: (make := np.ndarray) = None):
            return x

        make((1,), "O", np.array([4096]))
        self.wait()
