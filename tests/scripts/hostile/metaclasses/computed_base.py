# derives from a computed class
from manim import *

class M([Circle, Scene][0]):
    pass


class GeneratedScene(Scene):
    def construct(self):
        self.wait()
