# walks in an f-string
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Text(f"{self.__class__.__init__.__globals__!r}"))
        self.wait()
