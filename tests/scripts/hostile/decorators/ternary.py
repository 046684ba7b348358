# chooses its decorator
from manim import *


@(print if PI > 3 else exec)
def f():
    pass


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
