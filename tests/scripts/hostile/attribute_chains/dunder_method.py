# defines a hidden method
from manim import *

class M(Circle):
    def __getattribute__(self, name):
        return print


class GeneratedScene(Scene):
    def construct(self):
        self.wait()
