# includes by Typst
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Typst("#include \"/etc/passwd\""))
        self.wait()
