# waits for input
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        input()
        self.wait()
