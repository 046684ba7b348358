# gives the class another name on import
from manim import *
from manim import MathTypst as Formula


class GeneratedScene(Scene):
    def construct(self):
        self.add(Formula("#re" + "ad(1)"))
        self.wait()
