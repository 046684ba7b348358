# reads by pathlib
from manim import *
from pathlib import Path


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
