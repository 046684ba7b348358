# calls a lambda's parameter getattr in an annotation
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def f(x: (lambda getattr: 0) = 1):
            return getattr(x, "real")

        f()
        self.wait()
