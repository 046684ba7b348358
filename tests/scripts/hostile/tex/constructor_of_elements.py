# takes the class out of a matrix
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        matrix = Matrix([[1]])
        self.add(matrix.element_to_mobject("".join(["\\in", "put{/etc/passwd}"])))
        self.wait()
