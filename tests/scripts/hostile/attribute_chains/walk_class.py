# walks from a tuple to all classes
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        ().__class__.__bases__[0].__subclasses__()
        self.wait()
