# pickles a mobject
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        Circle().save_to_file("/tmp/x")
        self.wait()
