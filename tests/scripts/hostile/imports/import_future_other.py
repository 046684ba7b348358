# imports what is not from the future
from manim import *
from __future__ import braces


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
