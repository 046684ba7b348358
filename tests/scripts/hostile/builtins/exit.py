# ends the worker
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        exit()
        self.wait()
