# reads a theme
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Typst("#raw(\"x\", theme: \"/etc/passwd\")"))
        self.wait()
