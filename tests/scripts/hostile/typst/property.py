# gives the source by a property, beside a harmless variable of its name
from manim import *


class GeneratedScene(Scene):
    @property
    def formula(self):
        return "#re" + "ad(\"/etc/passwd\")"

    def construct(self):
        formula = "x"
        self.add(MathTypst(self.formula))
        self.wait()
