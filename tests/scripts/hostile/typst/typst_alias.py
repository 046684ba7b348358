# gives Typst another name
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        T = Typst
        self.add(T("#read(\"x\")"))
        self.wait()
