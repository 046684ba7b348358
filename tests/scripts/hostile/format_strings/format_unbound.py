# formats by str's own method
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Text(str.format("{0.__class__}", self)))
        self.wait()
