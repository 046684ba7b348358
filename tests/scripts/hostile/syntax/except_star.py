# catches groups
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        try:
            pass
        except* ValueError:
            pass
        self.wait()
