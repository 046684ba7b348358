# evaluates a text
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        eval("__im" + "port__('os')")
        self.wait()
