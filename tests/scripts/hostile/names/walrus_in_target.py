# binds open in a lambda in a loop's target
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        a = {}
        x = [open("/etc/passwd") for a[(lambda: (open := 1))] in [1]]
        self.wait()
