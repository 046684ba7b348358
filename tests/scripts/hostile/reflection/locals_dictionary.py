# reads its variables as a dictionary
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        secret = 1
        self.add(Text(str(locals()["self"])))
        self.wait()
