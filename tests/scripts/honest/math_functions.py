# calculates with math
from manim import *
import math
from math import pi, sqrt


class GeneratedScene(Scene):
    def construct(self):
        r = sqrt(2) * math.cos(pi / 4)
        self.play(Create(Circle(radius=r)))
        self.wait(0.2)
