# decorates by a property's setter
from manim import *


class M(VGroup):
    @property
    def side(self):
        return 1

    @side.setter
    def side(self, value):
        open(value)


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
