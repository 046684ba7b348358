# changes TeX's settings
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        t = TexTemplate()
        t.add_to_preamble("x")
        self.wait()
