# walks in an f-string that shows its own source
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Text(f"{self.renderer=}"))
        self.wait()
