# gives open another name
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        o = open
        self.add(Text(o("/etc/passwd").read()))
        self.wait()
