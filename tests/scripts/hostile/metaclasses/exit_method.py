# defines a context manager
from manim import *


class M(VGroup):
    def __enter__(self):
        return self


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
