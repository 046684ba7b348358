# rebinds a name of the module
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        global Circle
        Circle = print
        self.wait()
