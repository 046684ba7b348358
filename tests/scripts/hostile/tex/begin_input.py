# calls a command by the name of an environment
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Tex(r"\begin{input}{/etc/passwd}\end{input}"))
        self.wait()
