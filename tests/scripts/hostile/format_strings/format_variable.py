# formats by a variable
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        f = "{0.renderer}"
        self.add(Text(f.format(self)))
        self.wait()
