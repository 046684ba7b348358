# runs code by a metaclass
from manim import *

class M(Circle, metaclass=print):
    pass


class GeneratedScene(Scene):
    def construct(self):
        self.wait()
