# calls by a decorator
from manim import *

@eval
def f():
    pass


class GeneratedScene(Scene):
    def construct(self):
        self.wait()
