# reads by Typst
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Typst("#read(\"/etc/passwd\")"))
        self.wait()
