# walks from a bound method to its function's scope
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        scope = self.wait.__func__.__globals__
        scope["logger"]
        self.wait()
