# nests signs too deep
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        x = ------------------------------------------------------------------------------------------------------------------------------------------------------1
        self.wait()
