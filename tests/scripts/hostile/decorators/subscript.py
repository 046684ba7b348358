# decorates by an item of a list
from manim import *


@[eval][0]
def f():
    pass


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
