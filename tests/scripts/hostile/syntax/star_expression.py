# does not parse
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        x = *
        self.wait()
