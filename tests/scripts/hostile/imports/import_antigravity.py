# opens a browser
from manim import *
import antigravity


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
