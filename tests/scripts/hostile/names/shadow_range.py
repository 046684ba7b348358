# gives range another meaning, to hide a source
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def range(n):
            return ["#read(\"x\")"]
        for i in range(3):
            MathTypst(f"{i}")
        self.wait()
