# delegates to a generator
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def f():
            yield from [1]
        self.wait()
