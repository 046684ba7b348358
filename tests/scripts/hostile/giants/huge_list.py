# repeats a list without end
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        x = [0] * 10**9
        self.wait()
