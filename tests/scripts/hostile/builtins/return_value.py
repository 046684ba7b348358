# returns a bad function
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def f():
            return exec

        f()("1")
        self.wait()
