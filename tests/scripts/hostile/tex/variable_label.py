# reads by the label of a variable
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Variable(0, r"\input{/etc/passwd}"))
        self.wait()
