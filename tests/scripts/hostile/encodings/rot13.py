# vim: set fileencoding=rot13 :
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.wait()
