# loads a package
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Tex(r"\usepackage{shellesc}\ShellEscape{id}"))
        self.wait()
