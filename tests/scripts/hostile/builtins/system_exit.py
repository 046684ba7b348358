# ends by an exception
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        raise SystemExit
        self.wait()
