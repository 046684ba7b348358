# gives a module a name with underscores
from manim import *
import math as __builtins__


class GeneratedScene(Scene):
    def construct(self):
        self.wait()
