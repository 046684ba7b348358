# decorates a class
from manim import *


@print
class M(VGroup):
    pass


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
