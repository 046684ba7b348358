# labels a length
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        line = Line(LEFT, RIGHT)
        brace = Brace(line, DOWN)
        label = Text("2 cm", font_size=24).next_to(brace, DOWN)
        self.play(Create(line), GrowFromCenter(brace), FadeIn(label))
        self.wait(0.2)
