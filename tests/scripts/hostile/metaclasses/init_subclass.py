# runs code by __init_subclass__
from manim import *

class M(Circle):
    def __init_subclass__(cls):
        print(1)


class GeneratedScene(Scene):
    def construct(self):
        self.wait()
