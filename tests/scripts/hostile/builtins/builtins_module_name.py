# reaches the builtins by their variable
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        __builtins__["open"]("/etc/passwd")
        self.wait()
