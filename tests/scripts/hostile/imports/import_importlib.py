# imports by a function
from manim import *
import importlib


class GeneratedScene(Scene):
    def construct(self):
        importlib.import_module("os").system("id")
        self.wait()
