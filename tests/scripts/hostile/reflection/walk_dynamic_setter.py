# sets __class__ by Manim's made-up setters
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        Circle().set___class__(Square)
        self.wait()
