# runs code on a key
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.set_key_function("q", lambda: 0)
        self.wait()
