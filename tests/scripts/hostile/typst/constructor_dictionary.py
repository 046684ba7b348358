# takes the class out of a dictionary of settings
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        settings = {"label_constructor": MathTypst}
        self.add(settings["label_constructor"]("".join(["#re", "ad(1)"])))
        self.wait()
