# writes by the name of an environment
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Tex(r"\begin{write}18{id}\end{write}"))
        self.wait()
