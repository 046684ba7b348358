# writes by a title
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Title(r"\newwrite\out\immediate\openout\out=/tmp/x"))
        self.wait()
