# hides one import behind another
from manim import *
import math, os


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
