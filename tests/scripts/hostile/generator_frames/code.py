# reads a generator's code
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        steps = (x for x in "ab")
        self.add(Text(str(steps.gi_code.co_names)))
        self.wait()
