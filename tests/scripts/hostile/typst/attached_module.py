# writes std as an index, where no word begins
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(MathTypst("x_std.read.with(\"/etc/passwd\")()"))
        self.wait()
