# makes a class by type
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        type("X", (object,), {})
        self.wait()
