# shifts what is shifted
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        x = (1 << 4000) << 4000
        self.wait()
