# takes the source from an attribute that Manim sets
from manim import *


class Note(Text):
    def formula(self):
        text = "x"
        return MathTypst(self.text)


class GeneratedScene(Scene):
    def construct(self):
        self.add(Note("#re" + "ad(\"/etc/passwd\")").formula())
        self.wait()
