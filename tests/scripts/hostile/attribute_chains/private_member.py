# reaches a hidden part of Manim
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self._get_manager()
        self.wait()
