# saves a mobject's picture
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        Circle().get_image().save("/tmp/x.png")
        self.wait()
