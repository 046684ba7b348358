# runs a lambda as a decorator
from manim import *


@lambda f: exec('import os')
def f():
    pass


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
