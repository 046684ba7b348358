# keeps a bad function in a dictionary
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        tools = {"a": __import__}
        tools["a"]("os")
        self.wait()
