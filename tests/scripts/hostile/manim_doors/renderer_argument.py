# gives a scene another renderer
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        Scene(renderer=self).wait()
        self.wait()
