# uses open in the first loop of its own comprehension
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        x = [open for open in [open("/etc/passwd")]]
        self.wait()
