# quits
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        quit()
        self.wait()
