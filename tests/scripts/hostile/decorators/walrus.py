# binds in a decorator
from manim import *


@(d := compile)
def f():
    pass


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
