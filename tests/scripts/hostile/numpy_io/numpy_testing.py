# runs a command by numpy's tests
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        np.testing.rundocs("/etc/passwd")
        self.wait()
