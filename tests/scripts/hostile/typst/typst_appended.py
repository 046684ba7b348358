# puts the source into a list later
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        parts = []
        for a in ["re", "ad"]:
            parts.append(a * 1)
        for p in parts:
            self.add(Typst("#" + p))
        self.wait()
