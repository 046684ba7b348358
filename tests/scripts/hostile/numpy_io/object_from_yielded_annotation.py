# yields ndarray out of an annotation
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def kinds():
            def f(x: (yield np.ndarray) = None):
                return x

        make = next(kinds())
        make((1,), "O", np.array([4096]))
        self.wait()
