# passes TeX's settings to the elements of a matrix
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Matrix([["x"]], element_to_mobject_config={"tex_template": self}))
        self.wait()
