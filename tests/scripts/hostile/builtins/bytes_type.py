# builds bytes
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        x = bytearray(10)
        self.wait()
