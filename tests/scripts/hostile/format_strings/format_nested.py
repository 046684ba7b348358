# hides the attribute in the format's specification
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Text("{0:{1.__class__}}".format(1, self)))
        self.wait()
