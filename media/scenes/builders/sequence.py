"""A sequence as a table of growing bars: steps, factors, Fibonacci, doubling with time, interest."""

from collections.abc import Sequence as Items
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Final, Self

from pydantic import Field, model_validator

from media.formulas.exact import Exact, as_decimal, bracketed, rounded, written
from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.source import number
from media.scenes.text import width

MOST: Final = 12
_LARGEST: Final = 10**12
_DIGITS: Final = 2
_FACTOR_DIGITS: Final = 8
_SAID: Final = 3
"""The terms that are computed one by one; the others follow together."""
_SMALL_DENOMINATOR: Final = 9999
_HUNDRED: Final = 100


class Rule(StrEnum):
    """How a term follows from the one before."""

    ARITHMETIC = "arithmetic"
    GEOMETRIC = "geometric"
    FIBONACCI = "fibonacci"
    INTEREST = "interest"


class Sequence(Builder):
    """The rule with its first term, and the step: a difference, a factor, or interest in percent.

    ``count`` is the number of terms; for interest it is the number of years. Where ``unit`` is given, a step
    takes ``every`` of them: a culture that doubles every 20 minutes has the factor 2, 20 and "minutes", which
    is in the animation's language.
    """

    rule: Rule
    start: Exact = Field(Fraction(1))
    step: Exact = Field(Fraction(2))
    count: int = Field(6, ge=3, le=MOST)
    every: Exact = Field(Fraction(1), gt=0)
    unit: str = Field("", max_length=20)

    @model_validator(mode="after")
    def _is_drawn(self) -> Self:
        if self.rule in (Rule.GEOMETRIC, Rule.INTEREST) and not self.start:
            raise ValueError("start is not 0: nothing would grow out of it.")
        if self.rule is Rule.GEOMETRIC and not self.step:
            raise ValueError("step, the factor, is not 0.")
        if self.rule is Rule.INTEREST and not -_HUNDRED < self.step <= _HUNDRED:
            raise ValueError("step, the interest, is from -100 to 100 percent.")
        if max(map(abs, self.terms)) > _LARGEST:
            raise ValueError("count: the last terms are too large to be written out.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """A culture that doubles."""
        unit = locale.say("分", "分鐘", "min")
        return cls(
            rule=Rule.GEOMETRIC, start=Fraction(100), step=Fraction(2), count=7, every=Fraction(20), unit=unit
        )

    # --- facts ----------------------------------------------------------------------------------------

    @property
    def from_zero(self) -> bool:
        """Whether the first term stands at the time 0."""
        return self.rule is Rule.INTEREST or bool(self.unit)

    @property
    def factor(self) -> Fraction:
        """What each term is multiplied by."""
        return 1 + self.step / _HUNDRED if self.rule is Rule.INTEREST else self.step

    @cached_property
    def terms(self) -> tuple[Fraction, ...]:
        """The terms, exactly."""
        if self.rule is Rule.FIBONACCI:
            found = [Fraction(1), Fraction(1)]
            while len(found) < self.count:
                found.append(found[-1] + found[-2])
            return tuple(found)
        count = self.count + (self.rule is Rule.INTEREST)
        found = [self.start]
        while len(found) < count:
            found.append(found[-1] + self.step if self.rule is Rule.ARITHMETIC else found[-1] * self.factor)
        return tuple(found)

    def shown(self, value: Fraction) -> str:
        """A term as it is written: exact, or with ≈ before it."""
        digits = _DIGITS if self.rule is Rule.INTEREST else 4
        if (exact := as_decimal(value, digits)) is not None:
            return exact
        if self.rule is not Rule.INTEREST and value.denominator <= _SMALL_DENOMINATOR:
            return written(value).plain
        return f"≈ {rounded(value, _DIGITS)}"

    @property
    def step_shown(self) -> str:
        """The step, exactly."""
        return as_decimal(self.step, _FACTOR_DIGITS) or written(self.step).plain

    @property
    def factor_shown(self) -> str:
        """The factor, exactly."""
        return as_decimal(self.factor, _FACTOR_DIGITS) or written(self.factor).plain

    def place(self, index: int, locale: Locale) -> str:
        """What stands before a term: its number, its year or its time."""
        if self.rule is Rule.INTEREST:
            return locale.say("{n} 年後", "{n} 年後", "Year {n}", n=index)
        if self.unit:
            time = self.shown(index * self.every)
            return f"{time} {self.unit}" if locale is Locale.ENGLISH else f"{time}{self.unit}"
        return f"{index + 1}"

    # --- drawing --------------------------------------------------------------------------------------

    def heading(self, locale: Locale) -> str:
        """Which sequence it is."""
        values = {"s": self.shown(self.start), "d": self.step_shown, "q": self.factor_shown}
        match self.rule:
            case Rule.ARITHMETIC:
                return locale.say("等差数列", "等差數列", "An arithmetic sequence")
            case Rule.FIBONACCI:
                return locale.say("フィボナッチ数列", "費波那契數列", "The Fibonacci sequence")
            case Rule.INTEREST:
                return locale.say(
                    "年 {d}% の複利", "年利率 {d}% 的複利", "Compound interest of {d}%", **values
                )
        if self.unit:
            values["t"] = f"{self.shown(self.every)} {self.unit}"
            return locale.say("{t}ごとに {q} 倍", "每 {t}變成 {q} 倍", "Times {q} every {t}", **values)
        return locale.say("等比数列", "等比數列", "A geometric sequence")

    def draw(self, page: Page) -> None:
        """The rows; each bar grows out of the one before."""
        self._rows(page)
        terms = self.terms
        says = page.say("最初は {s} です。", "一開始是 {s}。", "It begins with {s}.", s=self.shown(terms[0]))
        page.beat("FadeIn(row_1)", "GrowFromEdge(bar_1, LEFT)", says=says, seconds=0.9)
        one_by_one = min(_SAID + 1, len(terms))
        for index in range(1, one_by_one):
            page.beat(*self._grown(index), says=self._said(page, index), seconds=1.2)
        rest = range(one_by_one, len(terms))
        if rest:
            says = page.say(
                "同じように続きます。最後は {v} です。",
                "照這樣繼續下去，最後是 {v}。",
                "It goes on like that. The last is {v}.",
                v=self.shown(terms[-1]),
            )
            grown = ", ".join(f"AnimationGroup({', '.join(self._grown(index))})" for index in rest)
            page.beat(f"LaggedStart({grown}, lag_ratio=0.7)", says=says, seconds=0.8 * len(rest) + 0.6)
        stage = page.stage
        page.formula("rule", self.formula(page.locale), 44, stage.width - 0.4, color=page.look.hot)
        page.at_most("rule", 0.75, side="height")
        page.place("rule", 0, stage.bottom + 0.4)
        page.named("rule", "式", "公式", "the formula")
        page.beat(
            "Write(rule)",
            f"row_{len(terms)}.animate.set_color({page.look.hot})",
            says=self._summed_up(page),
            seconds=1.3,
        )

    def formula(self, locale: Locale) -> str:
        """The rule for any term, in Typst's mathematics."""
        start, factor = written(self.start).typst, bracketed(self.factor).typst
        match self.rule:
            case Rule.ARITHMETIC:
                sign = "-" if self.step < 0 else "+"
                return f"a_n = {start} {sign} (n - 1) dot {written(abs(self.step)).typst}"
            case Rule.FIBONACCI:
                return "F_n = F_(n-1) + F_(n-2)"
            case Rule.INTEREST:
                factor = as_decimal(self.factor, _FACTOR_DIGITS) or factor
                last = self.shown(self.terms[-1])
                sign = "" if last.startswith("≈") else "="
                years = len(self.terms) - 1
                shown = last.replace("≈ ", "approx ")
                return f"{start} dot {factor}^({years}) {sign} {shown}"
        if self.unit:
            unit = f' thin "{self.unit}"'
            every = self.shown(self.every) if self.every != 1 else "1"
            return f"{start} dot {factor}^(t slash ({every}{unit}))" if locale else ""
        return f"a_n = {start} dot {factor}^(n - 1)"

    def _summed_up(self, page: Page) -> str:
        values = {"s": self.shown(self.start), "d": self.step_shown, "q": self.factor_shown}
        values |= {"n": str(len(self.terms) - 1), "v": self.shown(self.terms[-1])}
        match self.rule:
            case Rule.ARITHMETIC:
                return (
                    page.say(
                        "差はいつも {d} です。",
                        "每一項都差 {d}。",
                        "From term to term it is always {d} more.",
                        **values,
                    )
                    if self.step >= 0
                    else page.say(
                        "差はいつも {d} です。", "每一項都差 {d}。", "The difference is always {d}.", **values
                    )
                )
            case Rule.FIBONACCI:
                return page.say(
                    "どの項も、前の 2 項の和です。",
                    "每一項都是前兩項的和。",
                    "Each term is the sum of the two before it.",
                )
            case Rule.INTEREST:
                return page.say(
                    "利息にも利息がつき、{n} 年で {s} が {v} になります。",
                    "利息也生利息，{n} 年後 {s} 變成 {v}。",
                    "Interest earns interest: after {n} years {s} has become {v}.",
                    **values,
                )
        return page.say(
            "毎回 {q} 倍になります。", "每次都變成 {q} 倍。", "Each time it is multiplied by {q}.", **values
        )

    def _said(self, page: Page, index: int) -> str:
        before, after = (self.shown(self.terms[at]) for at in (index - 1, index))
        place = self.place(index, page.locale)
        if self.rule is Rule.FIBONACCI:
            if index == 1:
                return page.say("次も 1 です。", "下一個也是 1。", "The next one is 1 too.")
            first = self.shown(self.terms[index - 2])
            return page.say(
                "{a} + {b} = {c}", "{a} + {b} = {c}", "{a} + {b} = {c}", a=first, b=before, c=after
            )
        if self.rule is Rule.ARITHMETIC:
            sign, size = ("−", -self.step) if self.step < 0 else ("+", self.step)
            done = f"{before} {sign} {self.shown(size)}"
        else:
            done = f"{before} × {self.factor_shown}"
        equals = after if after.startswith("≈") else f"= {after}"
        if self.from_zero:
            return page.say("{p}: {d} {e}", "{p}：{d} {e}", "{p}: {d} {e}", p=place, d=done, e=equals)
        return page.say(
            "{p} 番目: {d} {e}", "第 {p} 項：{d} {e}", "Term {p}: {d} {e}", p=place, d=done, e=equals
        )

    def _grown(self, index: int) -> list[str]:
        bar = f"bar_{index + 1}"
        if self.rule is Rule.FIBONACCI and index > 1:
            grown = f"ReplacementTransform(VGroup(bar_{index - 1}.copy(), bar_{index}.copy()), {bar})"
        else:
            grown = f"TransformFromCopy(bar_{index}, {bar})"
        return [grown, f"FadeIn(row_{index + 1})"]

    def _rows(self, page: Page) -> None:
        """The place and the value of each term, and its bar from the line of 0."""
        look, stage = page.look, page.stage
        terms = self.terms
        places = [self.place(index, page.locale) for index in range(len(terms))]
        values = [self.shown(value) for value in terms]
        row = min(0.85, (stage.height - 1.0) / len(terms))
        size = max(20.0, min(32.0, row * 44))
        first, second = (_widest(texts, size) for texts in (places, values))
        left = stage.left + 0.1
        bars = left + first + second + 0.6
        room = stage.right - 0.1 - bars
        low, high = min(Fraction(0), *terms), max(Fraction(0), *terms)
        unit = room / float(high - low)
        zero = bars - float(low) * unit
        top = stage.top - 0.15 - (stage.height - 1.0 - row * len(terms)) / 2
        page.let(
            "zero_line",
            "Line",
            f"[{number(zero)}, {number(top)}, 0]",
            f"[{number(zero)}, {number(top - row * len(terms))}, 0]",
            color=look.muted,
            stroke_width="2",
        )
        page.do("self.add", "zero_line")
        for index, value in enumerate(terms, 1):
            y = top - (index - 0.5) * row
            page.text(f"place_{index}", places[index - 1], size, first, color=look.muted)
            page.place(f"place_{index}", left + first, y, edge="RIGHT")
            page.text(f"value_{index}", values[index - 1], size, second, bold=True)
            page.place(f"value_{index}", left + first + 0.3 + second, y, edge="RIGHT")
            page.let(f"row_{index}", "VGroup", f"place_{index}", f"value_{index}")
            color = look.main if value >= 0 else look.accent(3)
            length = max(abs(float(value)) * unit, 0.02)
            page.let(
                f"bar_{index}",
                "Rectangle",
                width=number(length),
                height=number(row * 0.7),
                color=color,
                fill_color=color,
                fill_opacity="0.5",
                stroke_width="2",
            )
            page.place(f"bar_{index}", zero + (length if value >= 0 else -length) / 2, y)


def _widest(texts: Items[str], size: float) -> float:
    return max(width(text, size) for text in texts) * 1.08
