# is Python 2
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        print "x"
        self.wait()
