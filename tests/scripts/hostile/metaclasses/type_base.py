# derives a metaclass from type
from manim import *


class Meta(type):
    def mro(cls):
        return [cls]


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
