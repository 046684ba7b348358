# passes the source to an own class, where a harmless text has its name
from manim import *


class Card(VGroup):
    def __init__(self, formula):
        super().__init__()
        self.add(MathTypst(formula))


class GeneratedScene(Scene):
    def construct(self):
        formula = "x"
        self.add(Card("#re" + "ad(\"/etc/passwd\")"))
        self.wait()
