# lists an object
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Text(str(dir(self))))
        self.wait()
