# gives a module of Manim another name
from manim import *
from manim import rate_functions as r


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
