# calculates without end
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        x = 9**9**9
        self.wait()
