# saves a mobject
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        Circle().save_image("/tmp/x")
        self.wait()
