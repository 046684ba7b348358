"""The law of large numbers: how often something has come settles down to its probability."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Final, Self

from pydantic import Field, model_validator

from media.scenes.amounts import is_written, written
from media.scenes.builder import Builder
from media.scenes.charts.fit import block
from media.scenes.draws import COIN, DIE, Population
from media.scenes.locale import Locale
from media.scenes.nodes import path
from media.scenes.page import SMALLEST_SIZE, Page
from media.scenes.probability import fraction
from media.scenes.room import Point
from media.scenes.source import number, point

_FIRST: Final = 10
_MOST_POINTS: Final = 250
_TOP: Final = 1.9
_BELOW: Final = 0.6


class Thing(StrEnum):
    """What is thrown."""

    COIN = "coin"
    DIE = "die"


_POPULATIONS: Final[Mapping[Thing, Population]] = {Thing.COIN: COIN, Thing.DIE: DIE}


class LargeNumbers(Builder):
    """A coin's heads are counted, or of a die the ``wanted`` number. One seed, one series of throws."""

    thing: Thing = Thing.COIN
    wanted: int = Field(1, ge=1, le=6)
    throws: int = Field(1000, ge=100, le=10_000)
    seed: int = Field(2, ge=0, le=1_000_000)

    @model_validator(mode="after")
    def _has_that_side(self) -> Self:
        if self.thing is Thing.COIN and self.wanted != 1:
            raise ValueError("wanted: of a coin the heads are counted.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A coin."""
        return cls()

    @property
    def probability(self) -> Fraction:
        """How likely the counted side is."""
        return _POPULATIONS[self.thing].chance(self.wanted)

    @property
    def thrown(self) -> tuple[int, ...]:
        """All throws in their order."""
        return _POPULATIONS[self.thing].draws(self.throws, self.seed)

    @property
    def counts(self) -> tuple[int, ...]:
        """How often the side has come after each throw."""
        return tuple(accumulate(int(value == self.wanted) for value in self.thrown))

    def heading(self, locale: Locale) -> str:
        """The law."""
        return locale.say("大数の法則", "大數法則", "The law of large numbers")

    def draw(self, page: Page) -> None:
        """The first throws one by one, then the line of the relative frequency."""
        _Drawing(self, page).draw()


class _Drawing:
    """The throws above, the line of the relative frequency below."""

    def __init__(self, facts: LargeNumbers, page: Page) -> None:
        self.facts, self.page = facts, page
        self.p = facts.probability
        stage = page.stage
        self.left, self.right = stage.left + 0.75, stage.right - 0.1
        self.bottom, self.top = stage.bottom + _BELOW, stage.top - _TOP
        high = (self.right - self.left) * 1.0
        if self.top - self.bottom > high:
            spare = (self.top - self.bottom - high) / 2
            self.bottom, self.top = self.bottom + spare, self.top - spare
        self.side = page.say("表", "正面", "heads") if facts.thing is Thing.COIN else str(facts.wanted)

    def _y(self, share: Fraction) -> float:
        return self.bottom + float(share) * (self.top - self.bottom)

    def _x(self, throws: int) -> float:
        """Evenly for the first throws, which take a fifth of the axis, and evenly for all others."""
        first, wide = 0.2, self.right - self.left
        if throws <= _FIRST:
            return self.left + wide * first * throws / _FIRST
        return self.left + wide * (first + (1 - first) * (throws - _FIRST) / (self.facts.throws - _FIRST))

    def draw(self) -> None:
        self._axes()
        self._first()
        self._rest()

    def _axes(self) -> None:
        page, look = self.page, self.page.look
        ends = point(self.left, self.bottom), point(self.right, self.bottom)
        page.let("floor", "Line", *ends, color=look.muted)
        names = ["floor"]
        for turn, share in enumerate((Fraction(), Fraction(1, 2), Fraction(1)), 1):
            page.text(f"share_{turn}", written(share), SMALLEST_SIZE, 0.65, color=look.muted)
            page.place(f"share_{turn}", self.left - 0.12, self._y(share), edge="RIGHT")
            names.append(f"share_{turn}")
        for turn, throws in enumerate((_FIRST, self.facts.throws), 1):
            words = page.say("{n} 回", "{n} 次", "{n} throws", n=f"{throws:,}")
            page.text(f"throws_{turn}", words, SMALLEST_SIZE, 2.5, color=look.muted)
            page.place(f"throws_{turn}", self._x(throws), self.bottom - 0.28, edge="RIGHT")
            names.append(f"throws_{turn}")
        page.let("axes", "VGroup", *names)
        page.named("axes", "軸", "座標軸", "the axes")
        y = self._y(self.p)
        page.let("goal", "DashedLine", point(self.left, y), point(self.right, y), color=look.done)
        page.text("goal_label", fraction(self.p), 26, 1.5, color=look.done, bold=True)
        page.place("goal_label", self.right, y + 0.28, edge="RIGHT")
        page.named("goal", "確率の線", "機率線", "the line of the probability")
        values = {"p": fraction(self.p), "s": self.side}
        if self.facts.thing is Thing.COIN:
            says = page.say(
                "硬貨の表が出る確率は {p} です。",
                "擲硬幣出現正面的機率是 {p}。",
                "A coin shows heads with a probability of {p}.",
                **values,
            )
        else:
            says = page.say(
                "さいころで {s} が出る確率は {p} です。",
                "擲骰子出現 {s} 的機率是 {p}。",
                "A die shows {s} with a probability of {p}.",
                **values,
            )
        page.beat("FadeIn(axes)", "Create(goal)", "FadeIn(goal_label)", says=says)

    def _count(self, throws: int, turn: int) -> str:
        """The relative frequency after so many throws."""
        page = self.page
        hits = self.facts.counts[throws - 1]
        words = f"{self.side}: {hits:,} / {throws:,} {is_written(Fraction(hits, throws), 3)}"
        size, rows = block(words, page.stage.width, 0.7, 36)
        page.text(f"count_{turn}", words, size, page.stage.width, rows=rows, color=page.look.hot, bold=True)
        page.place(f"count_{turn}", 0, page.stage.top - 1.25)
        return f"count_{turn}"

    def _first(self) -> None:
        """The first throws, each with its piece of the line."""
        page, look, facts = self.page, self.page.look, self.facts
        step = min(0.72, page.stage.width / _FIRST)
        for turn, value in enumerate(facts.thrown[:_FIRST], 1):
            hit = value == facts.wanted
            shape = "Circle" if facts.thing is Thing.COIN else "RoundedRectangle"
            size = (
                {"radius": number(step * 0.42)}
                if facts.thing is Thing.COIN
                else {"corner_radius": "0.1", "width": number(step * 0.84), "height": number(step * 0.84)}
            )
            fill = {"color": look.hot if hit else look.muted, "fill_opacity": "0.85" if hit else "0.15"}
            page.let(f"throw_{turn}", shape, **size, **fill)
            x = (turn - (_FIRST + 1) / 2) * step
            page.place(f"throw_{turn}", x, page.stage.top - 0.45)
            if facts.thing is Thing.DIE:
                color = "BLACK" if hit else look.ink
                page.text(f"number_{turn}", str(value), 26, step, color=color, bold=True)
                page.place(f"number_{turn}", x, page.stage.top - 0.45)
                page.let(f"throw_{turn}", "VGroup", f"throw_{turn}", f"number_{turn}")
        page.let("throws", "VGroup", *(f"throw_{turn}" for turn in range(1, _FIRST + 1)))
        page.named("throws", "最初の 10 回", "前 10 次", "the first throws")
        path(page, "start", self._points(range(1, _FIRST + 1)), color=look.hot, width=5)
        count = self._count(_FIRST, 1)
        hits = facts.counts[_FIRST - 1]
        says = page.say(
            "最初の {n} 回で {s} は {k} 回。割合は大きく揺れます。",
            "前 {n} 次裡 {s} 出現 {k} 次，比例起伏很大。",
            "In the first {n} throws {s} comes {k} times: the share jumps about.",
            n=_FIRST,
            s=self.side,
            k=hits,
        )
        page.beat(
            "LaggedStart(*[FadeIn(throw, shift=DOWN * 0.3) for throw in throws], lag_ratio=0.6)",
            "Create(start, rate_func=linear)",
            says=says,
            seconds=3.0,
        )
        page.beat(f"FadeIn({count})", seconds=0.6, pause=0.5)

    def _points(self, throws: Iterable[int]) -> list[Point]:
        counts = self.facts.counts
        return [(self._x(turn), self._y(Fraction(counts[turn - 1], turn))) for turn in throws]

    def _rest(self) -> None:
        page, look, facts = self.page, self.page.look, self.facts
        stops = sorted({_FIRST, facts.throws // 10, facts.throws})
        says = page.say(
            "回数が増えると、割合は確率に近づいていきます。",
            "次數越多，比例就越接近機率。",
            "With more throws the share settles down to the probability.",
        )
        for turn, (first, last) in enumerate(pairwise(stops), 2):
            name = f"line_{turn}"
            throws = (*range(first, last, max(1, (last - first) // _MOST_POINTS)), last)
            path(page, name, self._points(throws), color=look.hot)
            count = self._count(last, turn)
            page.beat(
                f"Create({name}, rate_func=linear)",
                f"Succession(FadeOut(count_{turn - 1}), FadeIn({count}))",
                says=says if first == _FIRST else None,
                seconds=2.0 if last < facts.throws else 3.0,
            )
        hits = facts.counts[-1]
        share = Fraction(hits, facts.throws)
        says = page.say(
            "{n} 回のうち {k} 回。{p} との差は {d} です。",
            "{n} 次中有 {k} 次，與 {p} 相差 {d}。",
            "{k} of {n} throws: that differs from {p} by {d}.",
            n=f"{facts.throws:,}",
            k=f"{hits:,}",
            p=fraction(self.p),
            d=written(abs(share - self.p), 3),
        )
        page.beat(f"Indicate(goal, color={look.done})", says=says, pause=0.8)
