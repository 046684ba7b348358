# looks for fonts elsewhere
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Typst("x", font_paths=["/root"]))
        self.wait()
