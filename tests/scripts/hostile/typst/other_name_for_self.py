# calls the first parameter otherwise, so that it could be taken for the source
from manim import *


class GeneratedScene(Scene):
    def show(scene, formula):
        return MathTypst(formula)

    def construct(self):
        formula = "x"
        self.add(self.show("#re" + "ad(\"/etc/passwd\")"))
        self.wait()
