# imports Typst's own compiler
from manim import *
import typst


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
