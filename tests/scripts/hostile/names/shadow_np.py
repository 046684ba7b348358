# gives np another meaning
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        np = self
        self.wait()
