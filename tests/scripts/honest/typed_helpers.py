# has helper functions with types
from __future__ import annotations

from manim import *


def dot_at(x: float, y: float = 0.0, *, color: ManimColor | str = WHITE, **kwargs) -> Dot:
    return Dot(np.array([x, y, 0.0]), color=color, **kwargs)


def middle(points: list[np.ndarray]) -> np.ndarray:
    total: np.ndarray = np.zeros(3)
    for point in points:
        total = total + point
    return total / len(points)


class GeneratedScene(Scene):
    def construct(self) -> None:
        corners: list[Dot] = [dot_at(-2), dot_at(2), dot_at(0, 2, color=RED, radius=0.15)]
        center = dot_at(*middle([dot.get_center() for dot in corners])[:2], color=YELLOW)
        self.play(*[FadeIn(dot) for dot in corners])
        self.play(FadeIn(center, scale=2))
        if isinstance(middle([ORIGIN]), np.ndarray):
            self.play(Flash(center))
