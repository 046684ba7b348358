"""Percent as a hundred squares: a part of an amount, a discount, an increase, or what share a part is."""

import re
from enum import StrEnum
from fractions import Fraction
from math import ceil
from typing import Final, Self

from pydantic import Field, model_validator

from media.scenes.amounts import Amount, with_unit, written
from media.scenes.builder import Builder
from media.scenes.charts.fit import block
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.room import Room
from media.scenes.source import number

_HUNDRED: Final = 100
_FILL: Final = 0.86
_LINES: Final = 3
_LARGEST: Final = 44
_TALLEST_LINE: Final = 1.3


class Task(StrEnum):
    """What is done with the percentage."""

    PART = "part"
    DISCOUNT = "discount"
    INCREASE = "increase"
    SHARE = "share"


class Percent(Builder):
    """``amount`` is the whole; ``percent`` of it are taken, or ``part`` is what its share is asked of."""

    task: Task = Task.PART
    amount: Amount = Field(gt=0)
    percent: Amount | None = Field(None, ge=0, le=_HUNDRED)
    part: Amount | None = Field(None, ge=0)
    unit: str = Field("", max_length=12)

    @model_validator(mode="after")
    def _can_be_shown(self) -> Self:
        if self.task is Task.SHARE:
            if self.part is None or self.percent is not None:
                raise ValueError("part: for a share give the part, not the percentage.")
            if self.part > self.amount:
                raise ValueError("part: not more than the amount.")
        elif self.percent is None or self.part is not None:
            raise ValueError("percent: give the percentage, not the part.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A discount."""
        return cls.model_validate({"task": "discount", "amount": 80, "percent": 25, "unit": "$"})

    # --- what is so -----------------------------------------------------------------------------------

    @property
    def one(self) -> Fraction:
        """One percent of the amount."""
        return Fraction(self.amount) / _HUNDRED

    @property
    def rate(self) -> Fraction:
        """The percentage, given or asked for."""
        if self.percent is not None:
            return Fraction(self.percent)
        return Fraction(self.part or 0) / self.one

    @property
    def taken(self) -> Fraction:
        """That many percent of the amount."""
        return self.rate * self.one

    @property
    def result(self) -> Fraction:
        """What is asked for: the part, what is left, what it has become, or the percentage."""
        match self.task:
            case Task.PART:
                return self.taken
            case Task.DISCOUNT:
                return Fraction(self.amount) - self.taken
            case Task.INCREASE:
                return Fraction(self.amount) + self.taken
        return self.rate

    def heading(self, locale: Locale) -> str:
        """The task."""
        values = {"p": f"{written(self.rate)}%", "a": with_unit(self.amount, self.unit)}
        match self.task:
            case Task.PART:
                return locale.say("{a} の {p}", "{a} 的 {p}", "{p} of {a}", **values)
            case Task.DISCOUNT:
                return locale.say("{a} の {p} 引き", "{a} 減 {p}", "{p} off {a}", **values)
            case Task.INCREASE:
                return locale.say("{a} の {p} 増し", "{a} 增加 {p}", "{a} plus {p}", **values)
        part = with_unit(Fraction(self.part or 0), self.unit)
        return locale.say(
            "{part} は {a} の何 %？",
            "{part} 是 {a} 的百分之幾？",
            "{part} of {a} in percent",
            part=part,
            **values,
        )

    def draw(self, page: Page) -> None:
        """The whole as a hundred squares, those that are taken, and what becomes of them."""
        _Drawing(self, page).draw()


class _Drawing:
    """The squares at the left or on top, the words beside or below."""

    def __init__(self, facts: Percent, page: Page) -> None:
        self.facts, self.page = facts, page
        stage = page.stage
        more = ceil(facts.rate / 10) if facts.task is Task.INCREASE else 0
        columns = 10 + (more + 0.5 if more else 0)
        if not stage.wide:
            self.side = min(stage.width / columns, stage.height * 0.6 / 10)
            self.left, self.top = -self.side * columns / 2, stage.top
            self.words = Room(stage.left, stage.right, stage.bottom, self.top - self.side * 10 - 0.3)
        else:
            self.side = min(stage.height / 10, stage.width * 0.56 / columns)
            self.left, self.top = stage.left, stage.middle + self.side * 5
            self.words = Room(self.left + self.side * columns + 0.4, stage.right, stage.bottom, stage.top)
        rate = facts.rate
        self.values = {
            "a": with_unit(facts.amount, facts.unit),
            "one": with_unit(facts.one, facts.unit),
            "p": written(rate),
            "t": with_unit(facts.taken, facts.unit),
            "r": with_unit(facts.result, facts.unit),
            "rest": written(_HUNDRED - rate),
            "sum": written(_HUNDRED + rate),
        }

    def draw(self) -> None:
        page, look, facts, values = self.page, self.page.look, self.facts, self.values
        for place in range(1, _HUNDRED + 1):
            self._square(f"square_{place}", place - 1, 1.0, look.main, "0.35")
        page.let("squares", "VGroup", *(f"square_{place}" for place in range(1, _HUNDRED + 1)))
        page.named("squares", "100 個の正方形", "一百個方格", "the hundred squares")
        says = page.say(
            "全体 {a} を、同じ大きさの 100 個に分けます。",
            "把整體 {a} 分成一百等份。",
            "The whole, {a}, is cut into a hundred equal squares.",
            **values,
        )
        page.beat("FadeIn(squares, lag_ratio=0.02)", says=says, seconds=1.6)
        line = self._line(1, f"1% = {values['a']} ÷ 100 = {values['one']}", look.ink)
        says = page.say(
            "一つが 1%、{one} です。", "每一格是 1%，也就是 {one}。", "One of them is 1%: {one}.", **values
        )
        page.beat("Indicate(square_1, scale_factor=1.6)", f"FadeIn({line})", says=says)
        if facts.rate:
            self._take()
        if facts.task in {Task.DISCOUNT, Task.INCREASE}:
            self._change()

    def _square(self, name: str, place: int, wide: float, color: str, opacity: str) -> None:
        """A square, or the left piece of one; squares follow each other down the columns."""
        page, side = self.page, self.side
        column, row = divmod(place, 10)
        size = {"width": number(side * _FILL * wide), "height": number(side * _FILL)}
        page.let(name, "Rectangle", **size, color=color, fill_opacity=opacity, stroke_width="1")
        x = self.left + side * column + side * (1 - _FILL) / 2
        page.place(name, x, self.top - side * (row + 0.5), edge="LEFT")

    def _pieces(self, name: str, first: int, color: str, opacity: str) -> None:
        """As many squares as the percentage says, the last one perhaps a piece, from a place on."""
        rate = self.facts.rate
        names = []
        for turn in range(ceil(rate)):
            names.append(f"{name}_{turn + 1}")
            self._square(names[-1], first + turn, float(min(rate - turn, Fraction(1))), color, opacity)
        self.page.let(name, "VGroup", *names)

    def _line(self, turn: int, words: str, color: str, *, bold: bool = False) -> str:
        page, room = self.page, self.words
        slot = min(room.height / _LINES, _TALLEST_LINE)
        words = re.sub(r"([−+×÷]) ≈", r"\1", words.replace("= ≈", "≈"))
        size, rows = block(words, room.width, slot - 0.1, _LARGEST if bold else 30)
        page.text(f"line_{turn}", words, size, room.width, rows=rows, color=color, bold=bold)
        page.place(f"line_{turn}", room.left, room.y + slot * (2 - turn), edge="LEFT")
        return f"line_{turn}"

    def _take(self) -> None:
        page, look, facts, values = self.page, self.page.look, self.facts, self.values
        first = _HUNDRED if facts.task is Task.INCREASE else 0
        self._pieces("taken", first, look.hot, "0.9")
        if facts.task is Task.INCREASE:
            page.do("taken.shift", f"RIGHT * {number(self.side * 0.5)}")
        page.named("taken", "取り出した部分", "取出的部分", "the part that is taken")
        last = facts.task in {Task.PART, Task.SHARE}
        if facts.task is Task.SHARE:
            words = f"{values['t']} ÷ {values['one']} = {values['p']}%"
            says = page.say(
                "{t} は {p} 個分。つまり {p}% です。",
                "{t} 等於 {p} 格，也就是 {p}%。",
                "{t} fills {p} of these squares: {p}%.",
                **values,
            )
        else:
            words = f"{values['p']} × {values['one']} = {values['t']}"
            says = page.say(
                "{p}% は {p} 個分で、{t} です。",
                "{p}% 就是 {p} 格：{t}。",
                "{p}% are {p} of these squares: {t}.",
                **values,
            )
        line = self._line(2, words, look.done if last else look.hot, bold=last)
        shown = "LaggedStart(*[FadeIn(square, scale=0.5) for square in taken], lag_ratio=0.3)"
        page.beat(shown, f"FadeIn({line})", says=says, seconds=1.0 + 0.03 * ceil(facts.rate), pause=0.6)

    def _change(self) -> None:
        page, look, facts, values = self.page, self.page.look, self.facts, self.values
        if facts.task is Task.DISCOUNT:
            words = f"{values['a']} − {values['t']} = {values['r']}"
            says = page.say(
                "これを引くと {rest}%、{r} が残ります。",
                "扣掉之後剩下 {rest}%，也就是 {r}。",
                "Taken away, {rest}% are left: {r}.",
                **values,
            )
            gone = [f"square_{place}" for place in range(1, int(facts.rate) + 1)]
            moves = [f"FadeOut({', '.join(gone)})"] if gone else []
            if facts.rate:
                moves.append("taken.animate.shift(LEFT * 3).set_opacity(0)")
            part = facts.rate - int(facts.rate)
            if part:
                place = int(facts.rate) + 1
                wide = number(self.side * _FILL * float(1 - part))
                moves.append(f"square_{place}.animate.stretch_to_fit_width({wide}, about_edge=RIGHT)")
        else:
            words = f"{values['a']} + {values['t']} = {values['r']}"
            says = page.say(
                "合わせて {sum}%、{r} になります。",
                "合起來是 {sum}%，也就是 {r}。",
                "Together that makes {sum}%: {r}.",
                **values,
            )
            left = number(self.side * 0.5)
            moves = [f"taken.animate.shift(LEFT * {left})"] if facts.rate else []
        line = self._line(3, words, look.done, bold=True)
        page.beat(*moves, f"FadeIn({line}, shift=UP * 0.2)", says=says, seconds=1.4, pause=0.8)
