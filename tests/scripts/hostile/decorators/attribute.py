# decorates by an attribute
from manim import *


@Circle.set_default
def f():
    pass


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
