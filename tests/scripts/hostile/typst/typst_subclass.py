# derives from Typst to build the source later
from manim import *

class T(Typst):
    def __init__(self, half):
        super().__init__("#re" + half)


class GeneratedScene(Scene):
    def construct(self):
        self.wait()
