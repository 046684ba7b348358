# declares a builtin global
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        global open
        open = print
        self.wait()
