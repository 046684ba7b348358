# shifts without end
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        x = 1 << 10**10
        self.wait()
