# begins with a byte order mark before a forbidden import
import os
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.wait()
