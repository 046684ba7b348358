# defines a mobject
from manim import *


class Card(VGroup):
    def __init__(self, words, color=BLUE, **kwargs):
        super().__init__(**kwargs)
        self.frame_box = RoundedRectangle(width=4, height=2, color=color)
        self.words = Text(words, font_size=30)
        self.add(self.frame_box, self.words)

    def _flash(self):
        return Indicate(self.words)


class GeneratedScene(Scene):
    def construct(self):
        card = Card("Hello")
        self.play(FadeIn(card))
        self.play(card._flash())
        self.wait(0.2)
