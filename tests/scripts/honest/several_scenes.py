# keeps what its scenes share in a class above them
from manim import *


class Base(MovingCameraScene):
    def banner(self, words, color=WHITE):
        text = Text(words, color=color, font_size=40).to_edge(UP)
        self.play(FadeIn(text, shift=DOWN * 0.3))
        return text


class GeneratedScene(Base):
    def construct(self):
        text = self.banner("Primes", color=YELLOW)
        grid = VGroup(*[Square(side_length=0.7) for _ in range(20)]).arrange_in_grid(4, 5, buff=0.1)
        numbers = VGroup(*[Integer(n + 2, font_size=28).move_to(box) for n, box in enumerate(grid)])
        self.play(FadeIn(grid), FadeIn(numbers))
        for n, box in enumerate(grid, start=2):
            is_prime = n > 1 and not any(n % d == 0 for d in range(2, n))
            if is_prime:
                box.set_fill(GREEN, opacity=0.4)
        self.play(Indicate(text), grid.animate.set_stroke(width=1))
