# names Code's file in a dictionary
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        options = dict(code_file="/etc/passwd")
        self.add(Code(**options))
        self.wait()
