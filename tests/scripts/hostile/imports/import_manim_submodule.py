# imports Manim's file functions
from manim import *
from manim.utils.file_ops import guarantee_existence


class GeneratedScene(Scene):
    def construct(self):
        guarantee_existence("/tmp/evil")
        self.wait()
