# lets a lambda put the source into a list
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        parts = ["x"]
        (lambda given: given.append("".join(["#re", "ad(1)"])))(parts)
        for part in parts:
            self.add(Typst(part))
        self.wait()
