# loads by a numpy that a function imports, with an own member called load
from manim import *


class Holder(VGroup):
    def load(self):
        return 0


class GeneratedScene(Scene):
    def construct(self):
        import numpy as q

        q.load("/etc/passwd", allow_pickle=True)
        self.wait()
