# passes a text's format to map
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        list(map("{0.__class__}".format, [self]))
        self.wait()
