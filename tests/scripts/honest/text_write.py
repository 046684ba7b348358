# writes a title
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        title = Text("The Pythagorean theorem", font_size=48)
        self.play(Write(title))
        self.wait(0.2)
