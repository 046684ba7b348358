# runs code in a class body
from manim import *

class X(VGroup):
    x = open("/etc/passwd")


class GeneratedScene(Scene):
    def construct(self):
        self.wait()
