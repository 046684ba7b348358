# calls a function whose first parameter only looks like an object
from manim import *


def formula_of(self, formula):
    return MathTypst(formula)


class GeneratedScene(Scene):
    def construct(self):
        self.add(formula_of("x", "#re" + "ad(\"/etc/passwd\")"))
        self.wait()
