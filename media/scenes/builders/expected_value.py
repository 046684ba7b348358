"""The expected value: outcomes as bars of their chances on a beam, and the point where it balances."""

from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from contracts.model import Model
from media.scenes.builder import Builder
from media.scenes.exact import Number, ends, exact, rounded, written
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.quantities import facts
from media.scenes.room import two
from media.scenes.sketch import Sketch

_BIG: Final = 1_000_000


class Outcome(Model):
    """What comes out, and how likely."""

    value: Annotated[Number, Field(ge=-_BIG, le=_BIG)]
    chance: Annotated[Number, Field(gt=0, le=1)]


class ExpectedValue(Builder):
    """All outcomes, with chances that add up to 1."""

    outcomes: tuple[Outcome, ...] = Field(min_length=2, max_length=8)
    unit: str = Field("", max_length=6)

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if sum(one.chance for one in self.outcomes) != 1:
            raise ValueError("The chances must add up to 1.")
        if len({one.value for one in self.outcomes}) < len(self.outcomes):
            raise ValueError("The values must differ from each other.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """A lottery ticket."""
        unit = locale.say("円", "元", "$")
        pairs = ((0, Fraction(7, 10)), (100, Fraction(2, 10)), (500, Fraction(1, 10)))
        return cls(outcomes=tuple(Outcome(value=Fraction(v), chance=c) for v, c in pairs), unit=unit)

    @property
    def expected(self) -> Fraction:
        """The mean of the values, weighted by their chances."""
        return sum((one.value * one.chance for one in self.outcomes), Fraction(0))

    def heading(self, locale: Locale) -> str:
        """What is found."""
        return locale.say("期待値", "期望值", "Expected value")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The bars on their scale, the products, and the balance point."""
        upper, lower = two(page.stage, 0.66, 0.2, beside=False)
        sketch, look = Sketch(page), page.look
        outcomes = sorted(self.outcomes, key=lambda one: one.value)
        values = [float(one.value) for one in outcomes]
        low, high = min(values), max(values)
        room = upper.inside(0.8, 0.0)
        floor = upper.bottom + 1.0
        tall = upper.top - floor - 0.45
        most = float(max(one.chance for one in outcomes))

        def at(value: float) -> float:
            return room.left + (value - low) / (high - low) * room.width

        sketch.line("beam", (upper.left, floor), (upper.right, floor), look.ink, width=6)
        page.named("beam", "数直線", "數線", "the beam")
        nearest = min(b - a for a, b in pairwise(values)) / (high - low) * room.width
        wide = min(0.8 * nearest, 1.0)
        shown = []
        for n, one in enumerate(outcomes):
            x, long = at(float(one.value)), tall * float(one.chance) / most
            sketch.box(f"bar_{n}", (x, floor + long / 2), (wide, long), look.accent(n), fill=0.7, stroke=2)
            sketch.label(
                f"value_{n}", f"{written(one.value)}", (x, floor - 0.3), max(nearest * 0.95, 0.4), size=26
            )
            sketch.label(
                f"chance_{n}",
                written(one.chance),
                (x, floor + long + 0.25),
                max(nearest * 0.95, 0.5),
                size=26,
                color=look.hot,
            )
            shown += [f"GrowFromEdge(bar_{n}, DOWN)", f"FadeIn(value_{n})", f"FadeIn(chance_{n})"]
        page.named("bar_0", "棒", "長條", "the bar")
        says = page.say(
            "下が出る値、棒の高さがその確率です。",
            "下面是結果的值，長條高度是機率。",
            "Below stand the values; each bar is as high as its chance.",
        )
        page.beat("Create(beam)", *shown, says=says, seconds=1.6)
        unit = f" {self.unit}" if self.unit else ""
        terms = " + ".join(
            f"{written(one.value) if one.value >= 0 else f'({written(one.value)})'} × {written(one.chance)}"
            for one in outcomes
        )
        told = written(self.expected) if ends(self.expected) else f"≈{rounded(exact(self.expected))}"
        rows = [
            ("terms", terms, look.ink),
            (
                "result",
                f"{page.say('期待値', '期望值', 'expected value')} = {told}{unit}".replace("= ≈", "≈ "),
                look.done,
            ),
        ]
        lines = facts(page, lower, rows, across=False)
        says = page.say(
            "値 × 確率を、すべて足します。",
            "把每個「值 × 機率」加起來。",
            "Multiply each value by its chance, and add up.",
        )
        page.beat(lines[0], says=says, pause=1.0)
        x = at(float(self.expected))
        sketch.area(
            "pivot",
            [(x, floor - 0.55), (x - 0.25, floor - 0.95), (x + 0.25, floor - 0.95)],
            look.done,
            fill=0.9,
        )
        page.named("pivot", "つり合う点", "平衡點", "the balance point")
        says = page.say(
            "期待値は {e} です。何度もくり返したときの平均で、棒の重さがつり合う点でもあります。",
            "期望值是 {e}：重複很多次的平均，也是長條重量的平衡點。",
            "The expected value is {e}: the mean over many times, and where the bars balance.",
            e=f"{told}{unit}",
        )
        page.beat("FadeIn(pivot, shift=UP * 0.3)", lines[1], says=says, seconds=1.2, pause=0.8)
