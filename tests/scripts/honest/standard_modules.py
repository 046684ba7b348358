# takes what it needs from Python's own modules
import itertools
import random
from typing import Callable, List, Optional

from manim import *


def pairs(items: List[Dot], keep: Optional[Callable[[Dot, Dot], bool]] = None) -> List[Line]:
    return [
        Line(a.get_center(), b.get_center(), stroke_width=2)
        for a, b in itertools.combinations(items, 2)
        if keep is None or keep(a, b)
    ]


class GeneratedScene(Scene):
    def construct(self):
        random.seed(4)
        dots = [Dot([random.uniform(-4, 4), random.uniform(-2.5, 2.5), 0]) for _ in range(8)]
        close = pairs(dots, lambda a, b: np.linalg.norm(a.get_center() - b.get_center()) < 3)
        self.play(LaggedStartMap(FadeIn, VGroup(*dots)))
        self.play(*map(Create, close))
        for dot, color in zip(dots, itertools.cycle([RED, GREEN, BLUE])):
            dot.set_color(color)
        self.play(Flash(random.choice(dots)))
