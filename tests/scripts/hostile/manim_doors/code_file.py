# shows a file as code
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Code(code_file="/etc/passwd"))
        self.wait()
