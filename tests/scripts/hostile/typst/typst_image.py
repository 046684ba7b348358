# shows a picture by Typst
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(MathTypst("#image(\"/etc/x.png\")"))
        self.wait()
