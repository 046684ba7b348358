# runs code by __set_name__
from manim import *


class D(VGroup):
    def __set_name__(self, owner, name):
        owner.found = name


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
