# sets the source by a setter that Manim makes up
from manim import *


class Card(VGroup):
    formula = "x"

    def formula_of(self):
        return MathTypst(self.formula)


class GeneratedScene(Scene):
    def construct(self):
        card = Card()
        card.set_formula("".join(["#re", "ad(1)"]))
        self.add(card.formula_of())
        self.wait()
