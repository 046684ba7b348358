# loops with a name the check relies on
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        for super in [print]:
            super()
        self.wait()
