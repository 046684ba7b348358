# gives Typst's read another name
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Typst("#let r = read; #r(\"/etc/passwd\")"))
        self.wait()
