# walks from a builtin function to its module
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        print.__self__.open("/etc/passwd")
        self.wait()
