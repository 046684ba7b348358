# makes a bare object
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        x = object()
        self.wait()
