# reads by the unit of a number
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(DecimalNumber(1, mob_class=MathTypst, unit="#read(\"/etc/passwd\")"))
        self.wait()
