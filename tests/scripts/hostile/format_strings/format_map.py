# formats by format_map
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Text("{a.__class__}".format_map({"a": 1})))
        self.wait()
