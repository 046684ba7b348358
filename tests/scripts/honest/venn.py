# compares two sets
from manim import *

EVEN = {n for n in range(1, 13) if n % 2 == 0}
TRIPLE = set(range(3, 13, 3))


class GeneratedScene(Scene):
    def construct(self):
        left = Ellipse(width=5, height=3.5, color=BLUE).shift(LEFT * 1.5)
        right = Ellipse(width=5, height=3.5, color=RED).shift(RIGHT * 1.5)
        self.play(Create(left), Create(right))
        for numbers, place in ((EVEN - TRIPLE, LEFT * 2.6), (EVEN & TRIPLE, ORIGIN), (TRIPLE - EVEN, RIGHT * 2.6)):
            words = ", ".join(map(str, sorted(numbers)))
            self.play(FadeIn(Text(words, font_size=26).move_to(place)), run_time=0.3)
