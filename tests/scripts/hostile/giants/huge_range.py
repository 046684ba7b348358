# counts without end
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        for i in range(10**12):
            pass
        self.wait()
