# takes a dictionary apart by a pattern
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        match {"a": 1}:
            case {"a": x, **rest}:
                pass
        self.wait()
