# turns the source around
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        source = ")\"x\"(daer#"
        self.add(Typst(source[::-1]))
        self.wait()
