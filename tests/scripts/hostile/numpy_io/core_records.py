# reads records by numpy's core
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        np.core.records.fromfile("/etc/passwd", formats="S10")
        self.wait()
