# reads a file
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Text(open("/etc/passwd").read()))
        self.wait()
