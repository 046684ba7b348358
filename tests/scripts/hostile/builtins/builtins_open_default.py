# hides open in a default
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def f(o=open):
            return o("/etc/passwd")
        f()
        self.wait()
