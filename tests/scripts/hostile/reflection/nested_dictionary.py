# puts a hidden name into a dictionary in another one
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        styles = {"loud": {}}
        styles["loud"]["__" + "class__"] = Wait
        self.play(FadeIn(Circle()), **styles["loud"])
        self.wait()
