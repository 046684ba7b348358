# reads an attribute of a named value
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Text("{who.manager}".format(who=self)))
        self.wait()
