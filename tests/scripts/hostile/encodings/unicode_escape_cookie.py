# coding=unicode_escape
from manim import *
# \nimport os


class GeneratedScene(Scene):
    def construct(self):
        self.wait()
