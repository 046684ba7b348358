# calls a lambda's parameter open in a keyword's default
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def f(*, x=lambda open: 0):
            return open("/etc/passwd")

        f()
        self.wait()
