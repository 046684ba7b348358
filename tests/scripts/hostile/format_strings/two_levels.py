# hides the field two specifications deep
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Text("{0:{1:{2.__class__}}}".format(1, 2, self)))
        self.wait()
