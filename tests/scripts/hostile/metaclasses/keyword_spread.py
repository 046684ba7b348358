# spreads a metaclass into a class
from manim import *


class M(Circle, **{"metaclass": print}):
    pass


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
