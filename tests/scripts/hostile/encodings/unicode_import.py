# imports a module with other letters
from manim import *
import ｏｓ


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
