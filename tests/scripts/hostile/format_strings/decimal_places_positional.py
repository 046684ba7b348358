# puts a field into the format of a number, without the keyword
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(DecimalNumber(self, "0f}{0.renderer}{1:.1"))
        self.wait()
