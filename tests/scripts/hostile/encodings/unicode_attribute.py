# writes a forbidden attribute with other letters
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.𝓇ℯ𝓃𝒹ℯ𝓇ℯ𝓇.file_writer
        self.wait()
