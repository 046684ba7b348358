# reaches an attribute by a built name
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        getattr(self, "__cla" + "ss__")
        self.wait()
