# hides eval in a lambda
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        f = lambda e=eval: e("1")
        f()
        self.wait()
