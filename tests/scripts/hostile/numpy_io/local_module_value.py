# returns the numpy that a function imports
from manim import *


class Holder(VGroup):
    def load(self):
        return 0


class GeneratedScene(Scene):
    def construct(self):
        def tools():
            import numpy as q
            return q

        tools().load("/etc/passwd")
        self.wait()
