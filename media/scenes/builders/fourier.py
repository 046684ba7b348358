"""A wave as a sum of sines: with more terms the sum closes in on it."""

from enum import StrEnum
from fractions import Fraction
from math import pi, sin
from typing import Final, Self

from pydantic import Field, model_validator

from media.formulas.exact import Written
from media.scenes.builder import Builder
from media.scenes.locale import Locale, Translations, translations
from media.scenes.page import Page
from media.scenes.source import number, point

MOST_TERMS: Final = 49
MOST_SUMS: Final = 6


class Wave(StrEnum):
    """The wave that is built up."""

    SQUARE = "square"
    SAWTOOTH = "sawtooth"
    TRIANGLE = "triangle"


_NAMES: Final[dict[Wave, Translations]] = {
    Wave.SQUARE: translations("矩形波", "方波", "square wave"),
    Wave.SAWTOOTH: translations("のこぎり波", "鋸齒波", "sawtooth wave"),
    Wave.TRIANGLE: translations("三角波", "三角波", "triangle wave"),
}
_FACTORS: Final = {
    Wave.SQUARE: Written("frac(4, pi)", "4/π"),
    Wave.SAWTOOTH: Written("frac(2, pi)", "2/π"),
    Wave.TRIANGLE: Written("frac(8, pi^2)", "8/π²"),
}


class Fourier(Builder):
    """The wave, and the numbers of terms whose sums are shown one after the other."""

    wave: Wave = Wave.SQUARE
    terms: tuple[int, ...] = Field((1, 3, 5, 15), min_length=2, max_length=MOST_SUMS)

    @model_validator(mode="after")
    def _grows(self) -> Self:
        if list(self.terms) != sorted(set(self.terms)) or self.terms[0] < 1 or self.terms[-1] > MOST_TERMS:
            raise ValueError(f"terms grow, from 1 at least to {MOST_TERMS} at most.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """The square wave."""
        return cls(wave=Wave.SQUARE, terms=(1, 3, 5, 15))

    def term(self, index: int) -> tuple[int, Fraction]:
        """The frequency of a term, counted from 1, and its size before the factor that all share."""
        if self.wave is Wave.SAWTOOTH:
            return index, Fraction(1 if index % 2 else -1, index)
        odd = 2 * index - 1
        if self.wave is Wave.SQUARE:
            return odd, Fraction(1, odd)
        return odd, Fraction(1 if index % 2 else -1, odd * odd)

    def value(self, terms: int, x: float) -> float:
        """The sum of so many terms at a place."""
        factor = {Wave.SQUARE: 4 / pi, Wave.SAWTOOTH: 2 / pi, Wave.TRIANGLE: 8 / pi**2}[self.wave]
        return factor * sum(
            float(size) * sin(turns * x) for turns, size in map(self.term, range(1, terms + 1))
        )

    def formula(self, terms: int) -> str:
        """The sum of the first terms, in Typst's mathematics; at most three are written out."""
        text = ""
        for index in range(1, min(terms, 3) + 1):
            turns, size = self.term(index)
            sign = "-" if size < 0 else "+" if text else ""
            inner = "x" if turns == 1 else f"{turns} x"
            share = "" if abs(size) == 1 else f"frac(1, {size.denominator}) "
            text += f" {sign} {share}sin {inner}"
        if terms > 3:  # noqa: PLR2004 - those written out
            text += " - dots.c" if self.term(4)[1] < 0 else " + dots.c"
        return f"{_FACTORS[self.wave].typst} ({text.strip()})"

    def heading(self, locale: Locale) -> str:
        """What is built up."""
        wave = locale.text(_NAMES[self.wave])
        if locale is Locale.ENGLISH:
            return f"Fourier series of a {wave}"
        return locale.say("{wave}のフーリエ級数", "{wave}的傅立葉級數", "", wave=wave)

    def draw(self, page: Page) -> None:
        """The wave; then the sums, one after the other, each with the terms that are new."""
        look, stage = page.look, page.stage
        name = page.locale.text(_NAMES[self.wave])
        high = (stage.height - 1.5) / 2 if stage.wide else min((stage.height - 2.0) / 2, 2.6)
        middle = stage.bottom + high + 0.2 if stage.wide else stage.middle - 0.7
        page.let(
            "axes",
            "Axes",
            x_range="[0, 2 * TAU, PI]",
            y_range="[-1.35, 1.35, 1]",
            x_length=number(stage.width - 0.4),
            y_length=number(2 * high),
            tips="False",
            axis_config=f'{{"color": {look.muted}, "stroke_width": 2}}',
        )
        page.do("axes.shift", f"{point(0, middle)} - axes.get_center()")
        page.named("axes", "座標軸", "座標軸", "the axes")
        corners = ", ".join(f"axes.c2p({number(x)}, {number(y)})" for x, y in self._corners())
        page.let(
            "wave", f"VMobject(color={look.muted}, stroke_width=5).set_points_as_corners", f"[{corners}]"
        )
        ja, zh, en = _NAMES[self.wave].values()
        page.named("wave", ja, zh, f"the {en}")
        says = page.say(
            "これが{wave}です。角があります。",
            "這是{wave}，它有尖角。",
            "This is a {wave}: it has corners.",
            wave=name,
        )
        page.beat("FadeIn(axes)", "Create(wave)", says=says, seconds=1.8)
        for turn, count in enumerate(self.terms):
            self._sum(page, turn, count, middle + high)
        says = page.say(
            "項を増やすほど、和は{wave}に近づきます。",
            "項數越多，和就越接近{wave}。",
            "The more terms, the closer the sum comes to the {wave}.",
            wave=name,
        )
        last = f"sum_{self.terms[-1]}"
        page.beat(
            f"{last}.animate.set_color({look.done})",
            f"wave.animate.set_color({look.hot})",
            says=says,
            seconds=1.4,
        )

    def _sum(self, page: Page, turn: int, count: int, top: float) -> None:
        look, stage = page.look, page.stage
        terms = [self.term(index) for index in range(1, count + 1)]
        factor = {Wave.SQUARE: "4 / PI", Wave.SAWTOOTH: "2 / PI", Wave.TRIANGLE: "8 / PI**2"}[self.wave]
        if self.wave is Wave.SAWTOOTH:
            inner = f"(-1) ** (n + 1) * np.sin(n * x) / n for n in range(1, {count + 1})"
        elif self.wave is Wave.SQUARE:
            inner = f"np.sin(n * x) / n for n in range(1, {2 * count}, 2)"
        else:
            inner = f"(-1) ** (n // 2) * np.sin(n * x) / n**2 for n in range(1, {2 * count}, 2)"
        name = f"sum_{count}"
        page.let(
            name,
            "axes.plot",
            f"lambda x: {factor} * sum({inner})",
            x_range=f"[0, 2 * TAU, {number(min(0.06, 0.9 / terms[-1][0]))}]",
            color=look.main,
            stroke_width="5",
        )
        page.named(name, f"{count} 項の和", f"{count} 項的和", f"the sum of {count} terms")
        page.formula(f"formula_{count}", self.formula(count), 40, stage.width - 0.4)
        page.at_most(f"formula_{count}", 0.95, side="height")
        page.place(f"formula_{count}", 0, min(stage.top - 0.55, top + 0.7))
        if not turn:
            if count == 1:
                says = page.say(
                    "まず 1 項、正弦波だけです。", "先只有一項：正弦波。", "Begin with one term, a sine."
                )
            else:
                says = page.say(
                    "{n} 項の和から始めます。",
                    "從 {n} 項的和開始。",
                    "Begin with the sum of {n} terms.",
                    n=count,
                )
            page.beat(f"Create({name})", f"Write(formula_{count})", says=says, seconds=1.8)
            return
        before = self.terms[turn - 1]
        turns, size = self.term(before + 1)
        share = f"{size.numerator} / {size.denominator}"
        page.let(
            f"next_{count}",
            "axes.plot",
            f"lambda x: {factor} * {share} * np.sin({turns} * x)",
            x_range=f"[0, 2 * TAU, {number(min(0.06, 0.9 / turns))}]",
            color=look.accent(3),
            stroke_width="3",
        )
        says = page.say(
            "{n} 項の和: より細かい波を加えます。",
            "{n} 項的和：加上更密、更小的波。",
            "The sum of {n} terms: add waves that are faster and smaller.",
            n=count,
        )
        page.beat(f"Create(next_{count})", says=says, seconds=1.0)
        page.beat(
            f"ReplacementTransform(sum_{before}, {name})",
            f"FadeOut(next_{count})",
            f"ReplacementTransform(formula_{before}, formula_{count})",
            seconds=1.6,
        )

    def _corners(self) -> list[tuple[float, float]]:
        """The wave itself over two periods, corner by corner."""
        found: list[tuple[float, float]] = []
        for period in range(2):
            start = 2 * pi * period
            if self.wave is Wave.SQUARE:
                found += [
                    (start, 0),
                    (start, 1),
                    (start + pi, 1),
                    (start + pi, -1),
                    (start + 2 * pi, -1),
                    (start + 2 * pi, 0),
                ]
            elif self.wave is Wave.SAWTOOTH:
                found += [(start, 0), (start + pi, 1), (start + pi, -1), (start + 2 * pi, 0)]
            else:
                found += [(start, 0), (start + pi / 2, 1), (start + 3 * pi / 2, -1), (start + 2 * pi, 0)]
        return found
