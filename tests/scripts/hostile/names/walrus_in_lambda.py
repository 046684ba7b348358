# binds open in a lambda in a comprehension, not here
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        x = [lambda: (open := 1) for _ in [1]]
        open("/etc/passwd")
        self.wait()
