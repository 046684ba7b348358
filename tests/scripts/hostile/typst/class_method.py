# gets a class from a classmethod and calls a method on it
from manim import *


class Formulas(VGroup):
    def formula_of(self, formula):
        return MathTypst(formula)

    @classmethod
    def all(cls):
        return cls.formula_of("x", "#re" + "ad(\"/etc/passwd\")")


class GeneratedScene(Scene):
    def construct(self):
        self.add(Formulas.all())
        self.wait()
