# starts IPython
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.embed()
        self.wait()
