# maps a file
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        np.memmap("/etc/passwd")
        self.wait()
