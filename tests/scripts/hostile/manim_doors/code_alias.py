# gives Code another name
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        C = Code
        self.add(C("/etc/passwd"))
        self.wait()
