# spreads bad functions into a call
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        max(*[open, eval], key=str)
        self.wait()
