# binds eval as another function's parameter
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def f(eval):
            return eval

        def g():
            return eval("1")

        g()
        self.wait()
