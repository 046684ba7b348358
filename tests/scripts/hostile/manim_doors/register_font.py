# loads a font file
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        register_font("/etc/passwd")
        self.wait()
