# reads a table of data
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Typst("#csv(\"/etc/passwd\", delimiter: \":\")"))
        self.wait()
