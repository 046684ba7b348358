# runs a command by Manim
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        capture(["id"])
        self.wait()
