# reads by a table of formulas
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(MathTable([[r"\verbatiminput{/etc/passwd}"]]))
        self.wait()
