# puts the format together before it formats
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Text(("{0." + "__class__}").format(self)))
        self.wait()
