# passes Code to map
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(*map(Code, ["/etc/passwd"]))
        self.wait()
