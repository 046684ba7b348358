# formats a number without end
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        x = f"{1:>9999999999}"
        self.wait()
