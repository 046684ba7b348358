# grows the source in a loop
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        source = ""
        for letter in ["#", "r", "e", "a", "d", "(1)"]:
            source += letter
        self.add(Typst(source))
        self.wait()
