# builds cards out of a class of its own
from manim import *


class Card(VGroup):
    """A titled box."""

    WIDTH = 3.2

    def __init__(self, title: str, formula: str, color=BLUE, **kwargs):
        super().__init__(**kwargs)
        self.box = RoundedRectangle(corner_radius=0.2, width=self.WIDTH, height=2, color=color)
        self.title = Text(title, font_size=28, weight=BOLD).next_to(self.box.get_top(), DOWN)
        self.formula = MathTypst(formula, font_size=40).move_to(self.box.get_center() + DOWN * 0.2)
        self.add(self.box, self.title, self.formula)

    @property
    def area(self):
        return self.box.width * self.box.height

    @staticmethod
    def row(*cards):
        return VGroup(*cards).arrange(RIGHT, buff=0.4)


class GeneratedScene(Scene):
    def construct(self):
        cards = Card.row(Card("Area", "pi r^2"), Card("Length", "2 pi r", color=GREEN))
        for card in cards:
            self.play(DrawBorderThenFill(card.box), run_time=0.3)
            self.play(Write(card.title), FadeIn(card.formula), run_time=0.3)
        if cards[0].area > 1:
            self.play(cards.animate.scale(1.1))
