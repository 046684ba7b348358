# overrides a method that Manim calls with the source
from manim import *


class GeneratedScene(LinearTransformationScene):
    def get_vector_label(self, vector, formula, **kwargs):
        return MathTypst(formula)

    def construct(self):
        formula = "x"
        self.label_vector(Vector([1, 1]), "".join(["#re", "ad(1)"]))
        self.wait()
