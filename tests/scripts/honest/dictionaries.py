# keeps styles in a dictionary
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        style = dict(color=GREEN, stroke_width=6)
        labels = {"a": LEFT, "b": RIGHT}
        for name, where in labels.items():
            self.play(Create(Circle(radius=0.5, **style).shift(2 * where)), FadeIn(Text(name).shift(2 * where)), run_time=0.3)
        self.wait(0.2)
