# reads an item of a dictionary by its format
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        box = {"scene": self}
        self.add(Text("{0[scene].renderer}".format(box)))
        self.wait()
