# passes the source through a function's value
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        show = lambda source: Typst(source)
        show("#read(\"x\")")
        self.wait()
