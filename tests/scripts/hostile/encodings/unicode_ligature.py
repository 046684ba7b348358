# writes a forbidden name with a ligature
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Code(code_ﬁle="/etc/passwd"))
        self.wait()
