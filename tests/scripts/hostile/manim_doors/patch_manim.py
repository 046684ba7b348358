# changes one of Manim's classes
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        Scene.wait = print
        self.wait()
