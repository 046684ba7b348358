# reads by TeX in a matrix
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Matrix([[r"\input{/etc/passwd}"]]))
        self.wait()
