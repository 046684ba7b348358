"""A number line: a sum as jumps, numbers as points in their order, or a range of numbers."""

from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from math import atan
from typing import Final, Self

from pydantic import Field, model_validator

from contracts.model import Model
from media.formulas.exact import Exact, as_decimal, written
from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.source import literal, number

MOST_JUMPS: Final = 5
MOST_POINTS: Final = 7
_HIGHEST_ARC: Final = 1.0
_NEAR: Final = 0.95
_LIFT: Final = 0.25
_HIGH_LIFT: Final = 1.15
_STEPS: Final = tuple(Fraction(size) * Fraction(10) ** power for power in range(-3, 7) for size in (1, 2, 5))


class Mode(StrEnum):
    """What is shown."""

    JUMPS = "jumps"
    POINTS = "points"
    RANGE = "range"


class Range(Model):
    """The numbers between two ends; an end that is missing is open to infinity."""

    low: Exact | None = None
    high: Exact | None = None
    low_included: bool = False
    high_included: bool = False


class NumberLine(Builder):
    """``jumps`` from ``start`` one after the other, single ``points``, or a ``range``."""

    mode: Mode
    start: Exact = Field(Fraction(0))
    jumps: tuple[Exact, ...] = Field((), max_length=MOST_JUMPS)
    points: tuple[Exact, ...] = Field((), max_length=MOST_POINTS)
    range: Range = Range()

    @model_validator(mode="after")
    def _is_drawn(self) -> Self:
        low, high = self.range.low, self.range.high
        if self.mode is Mode.JUMPS and (not self.jumps or not all(self.jumps)):
            raise ValueError("jumps are needed, and none of them is 0.")
        if self.mode is Mode.POINTS and (not self.points or len(set(self.points)) != len(self.points)):
            raise ValueError("points are needed, each once.")
        if self.mode is Mode.RANGE and low is None and high is None:
            raise ValueError("range has at least one end.")
        if low is not None and high is not None and low >= high:
            raise ValueError("range: low is less than high.")
        if self.mode is Mode.POINTS and len(self.points) > 1:
            ordered = sorted(self.points)
            nearest = min(b - a for a, b in pairwise(ordered))
            if nearest * 40 < ordered[-1] - ordered[0]:
                raise ValueError("points: two are too near each other to be told apart.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A sum with a step back."""
        return cls(mode=Mode.JUMPS, start=Fraction(3), jumps=(Fraction(4), Fraction(-9)))

    @property
    def end(self) -> Fraction:
        """Where the jumps end."""
        return self.start + sum(self.jumps, Fraction(0))

    def heading(self, locale: Locale) -> str:
        """What is shown."""
        match self.mode:
            case Mode.JUMPS:
                return locale.say("数直線で計算", "用數線計算", "Adding on the number line")
            case Mode.POINTS:
                return locale.say("数直線上の数", "數線上的數", "Numbers on the number line")
        return locale.say("数の範囲", "數的範圍", "A range of numbers")

    def draw(self, page: Page) -> None:
        """The line, what is on it, and the formula above."""
        low, high, step = self._span(page)
        length = self._line(page, low, high, step)
        says = page.say(
            "数直線です。右ほど大きい数です。",
            "這是數線，越往右越大。",
            "A number line: the further right, the larger.",
        )
        page.beat("Create(line)", "FadeIn(labels)", says=says, seconds=1.2)
        match self.mode:
            case Mode.JUMPS:
                self._jumps(page, length / float(high - low))
            case Mode.POINTS:
                self._points(page, length / float(high - low))
            case Mode.RANGE:
                self._range(page, low, high)

    def _span(self, page: Page) -> tuple[Fraction, Fraction, Fraction]:
        marks = [Fraction(0)]
        match self.mode:
            case Mode.JUMPS:
                marks = [Fraction(0), self.start]
                for jump in self.jumps:
                    marks.append(marks[-1] + jump)
            case Mode.POINTS:
                marks += self.points
            case Mode.RANGE:
                marks += [end for end in (self.range.low, self.range.high) if end is not None]
        if min(map(abs, marks[1:])) > 4 * (max(marks[1:]) - min(marks[1:])) > 0:
            marks = marks[1:]  # so far from 0 that nothing else could be told apart
        most = 13 if page.stage.roomy else 12
        wide = max(marks) - min(marks)
        step = next((step for step in _STEPS if wide / step <= most - 4), _STEPS[-1])
        return (min(marks) // step - 1) * step, (-(-max(marks) // step) + 1) * step, step

    def _line(self, page: Page, low: Fraction, high: Fraction, step: Fraction) -> float:
        look, stage = page.look, page.stage
        length = stage.width - 0.3
        page.let(
            "line",
            "NumberLine",
            x_range=f"[{number(float(low))}, {number(float(high))}, {number(float(step))}]",
            length=number(length),
            color=look.muted,
            stroke_width="5",
            include_tip="True",
            tip_width="0.22",
            tip_height="0.22",
        )
        page.place("line", 0, stage.middle - (1.0 if self.mode is Mode.POINTS else 0.3))
        page.named("line", "数直線", "數線", "the number line")
        ticks = [low + step * index for index in range(round((high - low) / step))]
        shown = ", ".join(f'({number(float(tick))}, "{as_decimal(tick)}")' for tick in ticks)
        text = f"Text(word, font=FONT, font_size=26, color={look.ink})"
        page.let(
            "labels",
            "VGroup",
            f"*({text}.next_to(line.n2p(value), DOWN, buff=0.25) for value, word in [{shown}])",
        )
        return length

    def _formula(self, page: Page, typst: str) -> None:
        page.formula("formula", typst, 60, page.stage.width - 0.4, color=page.look.hot)
        page.at_most("formula", 1.1, side="height")
        page.place("formula", 0, page.stage.top - (0.6 if page.stage.wide else 1.6))
        page.named("formula", "式", "算式", "the formula")

    def _jumps(self, page: Page, unit: float) -> None:
        look, here = page.look, self.start
        page.let("dot", "Dot", f"line.n2p({number(float(here))})", radius="0.15", color=look.hot)
        page.named("dot", "動く点", "移動的點", "the moving point")
        says = page.say("{s} から始めます。", "從 {s} 開始。", "Start at {s}.", s=written(here).plain)
        page.beat("FadeIn(dot, scale=3)", says=says, seconds=0.7)
        for index, jump in enumerate(self.jumps, 1):
            there = here + jump
            forward = jump > 0
            # Forward above the line, backward below it: the arrows never cross.
            color, side, turn = (look.done, "UP", -1) if forward else (look.accent(3), "DOWN", -1)
            lift = "UP * 0.2" if forward else "DOWN * 0.75"
            ends = [f"line.n2p({number(float(at))}) + {lift}" for at in (here, there)]
            wide = abs(float(jump)) * unit
            angle = min(2.2, 4 * atan(2 * _HIGHEST_ARC / wide)) * turn
            page.let(
                f"jump_{index}",
                "CurvedArrow",
                *ends,
                angle=number(angle),
                color=color,
                tip_length="0.22",
                stroke_width="5",
            )
            amount = written(abs(jump))
            sign = "+" if forward else "-"
            page.let(
                f"amount_{index}", "MathTypst", literal(f"{sign} {amount.typst}"), font_size="42", color=color
            )
            page.do(f"amount_{index}.next_to", f"jump_{index}", side, buff="0.12")
            page.named(f"jump_{index}", f"{index} 回目の矢印", f"第 {index} 個箭頭", f"jump {index}")
            values = {"n": amount.plain, "t": written(there).plain}
            says = (
                page.say(
                    "右へ {n} 進み、{t} に着きます。",
                    "向右走 {n}，到 {t}。",
                    "Go {n} to the right, to {t}.",
                    **values,
                )
                if forward
                else page.say(
                    "左へ {n} 戻り、{t} に着きます。",
                    "向左走 {n}，到 {t}。",
                    "Go {n} to the left, to {t}.",
                    **values,
                )
            )
            page.beat(
                f"Create(jump_{index})",
                f"FadeIn(amount_{index})",
                f"dot.animate(path_arc={number(angle)}).move_to(line.n2p({number(float(there))}))",
                says=says,
                seconds=1.4,
            )
            here = there
        terms = "".join(f" {'+' if jump > 0 else '-'} {written(abs(jump)).typst}" for jump in self.jumps)
        self._formula(page, f"{written(self.start).typst}{terms} = {written(self.end).typst}")
        plain = "".join(f" {'+' if jump > 0 else '−'} {written(abs(jump)).plain}" for jump in self.jumps)
        says = page.say(
            "{s}{t} = {e} です。",
            "{s}{t} = {e}。",
            "{s}{t} = {e}.",
            s=written(self.start).plain,
            t=plain,
            e=written(self.end).plain,
        )
        page.beat("Write(formula)", "Indicate(dot, scale_factor=1.8)", says=says, seconds=1.3)

    def _points(self, page: Page, unit: float) -> None:
        look, lifts = page.look, self._lifts(unit)
        for index, value in enumerate(self.points, 1):
            color = look.accent(index - 1)
            page.let(f"dot_{index}", "Dot", f"line.n2p({number(float(value))})", radius="0.15", color=color)
            page.let(
                f"value_{index}", "MathTypst", literal(written(value).typst), font_size="46", color=color
            )
            page.at_most(f"value_{index}", 0.85)
            page.at_most(f"value_{index}", 0.8, side="height")
            page.do(f"value_{index}.next_to", f"dot_{index}", "UP", buff=number(lifts[value]))
            shown = written(value).plain
            page.named(f"dot_{index}", f"{shown} の点", f"{shown} 的點", f"the point {shown}")
            if not value:
                says = page.say("0 が基準です。", "0 是原點。", "Here is 0.")
            elif value > 0:
                says = page.say("{v} は 0 の右です。", "{v} 在 0 的右邊。", "{v} is right of 0.", v=shown)
            else:
                says = page.say("{v} は 0 の左です。", "{v} 在 0 的左邊。", "{v} is left of 0.", v=shown)
            page.beat(f"FadeIn(dot_{index}, value_{index}, shift=DOWN * 0.6)", says=says, seconds=0.9)
        if len(self.points) == 1:
            return
        ordered = [written(value) for value in sorted(self.points)]
        self._formula(page, " < ".join(value.typst for value in ordered))
        says = page.say(
            "左から小さい順: {o}",
            "由左到右，由小到大：{o}",
            "From left to right they grow: {o}",
            o=" < ".join(value.plain for value in ordered),
        )
        page.beat("Write(formula)", says=says, seconds=1.3)

    def _lifts(self, unit: float) -> dict[Fraction, float]:
        """How high above its point each number stands, so that near ones don't meet."""
        found: dict[Fraction, float] = {}
        before: Fraction | None = None
        for value in sorted(self.points):
            near = before is not None and float(value - before) * unit < _NEAR
            low = near and before is not None and found[before] < _HIGH_LIFT
            found[value] = _HIGH_LIFT if low else _LIFT
            before = value
        return found

    def _range(self, page: Page, low: Fraction, high: Fraction) -> None:
        color = page.look.main
        shown = self.range
        start = low if shown.low is None else shown.low
        end = high if shown.high is None else shown.high
        page.let(
            "part",
            "Line",
            f"line.n2p({number(float(start))})",
            f"line.n2p({number(float(end))})",
            color=color,
            stroke_width="14",
        )
        page.named("part", "範囲", "範圍", "the range")
        for name, place, included in (
            ("low_end", shown.low, shown.low_included),
            ("high_end", shown.high, shown.high_included),
        ):
            if place is None:
                continue
            page.let(
                name,
                "Circle",
                radius="0.17",
                color=color,
                fill_color=color if included else "BACKGROUND",
                fill_opacity="1",
                stroke_width="5",
            )
            page.do(f"{name}.move_to", f"line.n2p({number(float(place))})")
            page.do(f"{name}.set_z_index", "1")
            value = written(place).plain
            says = (
                page.say(
                    "{v} はふくみます。丸を塗ります。",
                    "包含 {v}，畫實心圓。",
                    "{v} belongs to it: a filled circle.",
                    v=value,
                )
                if included
                else page.say(
                    "{v} はふくみません。丸は白ぬきです。",
                    "不包含 {v}，畫空心圓。",
                    "{v} does not belong to it: an open circle.",
                    v=value,
                )
            )
            page.beat(f"FadeIn({name}, scale=2)", says=says, seconds=0.8)
        typst, plain = self.inequality
        self._formula(page, typst)
        says = page.say(
            "{f} を満たす数はここです。", "滿足 {f} 的數在這裡。", "The numbers with {f} are here.", f=plain
        )
        page.beat("Create(part)", "Write(formula)", says=says, seconds=1.5)

    @property
    def inequality(self) -> tuple[str, str]:
        """The range as an inequality, for a formula and for a sentence."""
        shown = self.range
        typst = plain = "x"
        if shown.low is not None:
            value, less = written(shown.low), ("<=", "≤") if shown.low_included else ("<", "<")
            typst, plain = f"{value.typst} {less[0]} x", f"{value.plain} {less[1]} x"
            if shown.high is None:
                more = (">=", "≥") if shown.low_included else (">", ">")
                return f"x {more[0]} {value.typst}", f"x {more[1]} {value.plain}"
        if shown.high is not None:
            value, less = written(shown.high), ("<=", "≤") if shown.high_included else ("<", "<")
            typst, plain = f"{typst} {less[0]} {value.typst}", f"{plain} {less[1]} {value.plain}"
        return typst, plain
