# passes a class as self, so that the source takes another place
from manim import *


class Formulas(VGroup):
    def formula_of(self, formula):
        return MathTypst(formula)

    def all(self):
        return self.formula_of("x", "#re" + "ad(\"/etc/passwd\")")


class GeneratedScene(Scene):
    def construct(self):
        self.add(Formulas.all(Formulas))
        self.wait()
