# imports by name
from manim import BLUE, RIGHT, Circle, Create, FadeOut, Scene


class GeneratedScene(Scene):
    def construct(self):
        c = Circle(color=BLUE)
        self.play(Create(c))
        self.play(FadeOut(c, shift=RIGHT))
        self.wait(0.2)
