# counts down without end
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        for i in range(0, -10**12, -1):
            pass
        self.wait()
