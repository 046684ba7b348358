# takes the function of a property
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        getter = Mobject.animate.fget
        getter.__globals__
        self.wait()
