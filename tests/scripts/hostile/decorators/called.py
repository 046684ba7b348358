# decorates by what a call gives
from manim import *


@rate_functions.wraps(print)
def f():
    pass


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
