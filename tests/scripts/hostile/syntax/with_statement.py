# opens in a with statement
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        with open("/tmp/x", "w") as f:
            f.write("x")
        self.wait()
