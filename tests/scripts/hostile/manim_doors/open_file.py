# opens a file in a program
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        open_file("/etc/passwd")
        self.wait()
