# reads an object's dictionary
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        vars(self)["renderer"]
        self.wait()
