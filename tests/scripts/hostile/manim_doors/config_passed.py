# passes the settings on
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        c = config
        self.wait()
