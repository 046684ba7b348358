# hides a line behind form feeds
from manim import *
import os


class GeneratedScene(Scene):
    def construct(self):
        self.wait()
