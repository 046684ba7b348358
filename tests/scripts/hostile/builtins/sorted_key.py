# sorts by eval
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        sorted(["1", "2"], key=eval)
        self.wait()
