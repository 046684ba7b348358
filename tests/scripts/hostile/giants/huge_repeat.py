# repeats a text without end
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Text("a" * 10**9))
        self.wait()
