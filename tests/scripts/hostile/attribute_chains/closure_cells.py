# reads another function's closure
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def outer():
            hidden = self
            return lambda: hidden

        cell = outer().__closure__[0].cell_contents
        self.wait()
