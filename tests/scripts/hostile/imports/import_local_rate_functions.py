# takes numpy out of a module that a function imports
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        from manim import rate_functions

        self.load = 1
        rate_functions.np.load("/etc/passwd")
        self.wait()
