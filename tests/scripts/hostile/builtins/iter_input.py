# iterates over input
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        for line in iter(input, ""):
            pass
        self.wait()
