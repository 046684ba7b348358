# builds the source of numbers
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Typst(chr(35) + "read(\"x\")"))
        self.wait()
