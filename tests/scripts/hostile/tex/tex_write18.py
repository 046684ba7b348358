# runs a command by TeX
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Tex(r"\immediate\write18{id}"))
        self.wait()
