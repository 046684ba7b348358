# binds eval as an exception's name in another function
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def f():
            try:
                pass
            except ValueError as eval:
                pass

        def g():
            return eval("1")

        g()
        self.wait()
