# passes the class on as what sets numbers, to an own function
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def formula_of(mob_class):
            return mob_class("".join(["#re", "ad(1)"]))

        self.add(formula_of(mob_class=MathTypst))
        self.wait()
