# calls a lambda's parameter eval, to use the real one beside it
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def f(x=lambda eval: 0):
            return eval("1")

        f()
        self.wait()
