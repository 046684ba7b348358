# takes primes from a generator
from manim import *
from math import isqrt


def primes():
    n = 2
    while True:
        if all(n % d for d in range(2, isqrt(n) + 1)):
            yield n
        n += 1


class GeneratedScene(Scene):
    def construct(self):
        row = VGroup()
        for prime in primes():
            if prime > 30:
                break
            row.add(Integer(prime, font_size=40))
        row.arrange_in_grid(cols=5, buff=0.6)
        self.play(LaggedStart(*[FadeIn(n, scale=0.5) for n in row], lag_ratio=0.1))
        self.play(row[::2].animate.set_color(YELLOW))
