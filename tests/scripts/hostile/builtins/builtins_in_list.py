# keeps eval in a list
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        tools = [len, eval]
        tools[1]("1")
        self.wait()
