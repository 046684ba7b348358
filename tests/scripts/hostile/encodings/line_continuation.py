# breaks a chain over lines
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.\
        renderer.\
        file_writer
        self.wait()
