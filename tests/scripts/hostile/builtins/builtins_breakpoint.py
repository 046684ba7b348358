# starts the debugger
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        breakpoint()
        self.wait()
