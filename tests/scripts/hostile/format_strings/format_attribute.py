# reads attributes by str.format
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Text("{0.__class__.__init__.__globals__}".format(self)))
        self.wait()
