# calls a method on its class, so that the source takes another place
from manim import *


class GeneratedScene(Scene):
    def formula_of(self, formula):
        return MathTypst(formula)

    def construct(self):
        self.add(GeneratedScene.formula_of("x", "#re" + "ad(\"/etc/passwd\")"))
        self.wait()
