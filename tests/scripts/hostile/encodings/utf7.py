# coding: utf-7
# as a file of this encoding the next line is another one
from manim import *
# +AAo-import os


class GeneratedScene(Scene):
    def construct(self):
        self.wait()
