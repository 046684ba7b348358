# deletes a name to uncover another
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        config = 1
        del config
        self.wait()
