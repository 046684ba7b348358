# reads the namespace
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        globals()["__builtins__"]
        self.wait()
