# annotates and keeps constants
from __future__ import annotations

from manim import *

STEPS: list[tuple[str, str]] = [("one", "x + 1"), ("two", "x + 2")]
FONT = "Noto Sans CJK JP"


class GeneratedScene(Scene):
    def show(self, mobject: Mobject, seconds: float = 0.3) -> None:
        self.play(FadeIn(mobject), run_time=seconds)

    def construct(self) -> None:
        for name, formula in STEPS:
            row = VGroup(Text(name, font=FONT), MathTypst(formula)).arrange(RIGHT, buff=1)
            self.show(row)
            self.play(FadeOut(row), run_time=0.3)
