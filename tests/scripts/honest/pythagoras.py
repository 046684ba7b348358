# shows the theorem of Pythagoras in steps
from manim import *


class GeneratedScene(Scene):
    STEPS = (
        ("a^2 + b^2 = c^2", "the theorem"),
        ("3^2 + 4^2 = c^2", "put in"),
        ("c = sqrt(25) = 5", "take the root"),
    )

    def construct(self):
        previous = None
        for formula, words in self.STEPS:
            line = VGroup(MathTypst(formula), Text(words, font_size=24, color=GRAY)).arrange(DOWN)
            if previous is None:
                self.play(Write(line))
            else:
                self.play(FadeTransform(previous, line))
            self.wait(0.2)
            previous = line
