# imports all of Manim's file functions
from manim import *
from manim.utils.file_ops import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
