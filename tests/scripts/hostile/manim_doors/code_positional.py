# shows a file as code, without the keyword
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Code("/etc/passwd"))
        self.wait()
