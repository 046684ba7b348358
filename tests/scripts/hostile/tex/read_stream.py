# reads lines of a file
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Tex(r"\newread\f\openin\f=/etc/passwd\read\f to\l\l"))
        self.wait()
