# imports from nowhere
from manim import *
from . import secrets


class GeneratedScene(Scene):
    def construct(self):
        self.wait()
