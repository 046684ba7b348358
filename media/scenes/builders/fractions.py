"""Fractions as parts of a whole: shown, added over a common denominator, or compared."""

from enum import StrEnum
from fractions import Fraction
from math import ceil, lcm, pi
from typing import Final, Self

from pydantic import Field, model_validator

from media.formulas.exact import Written
from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.source import literal, number, point
from media.scenes.stage import Stage

LARGEST: Final = 12
MOST_PARTS: Final = 60
MOST: Final = 3
_MANY: Final = 15


class Task(StrEnum):
    """What is done with the fractions."""

    SHOW = "show"
    ADD = "add"
    COMPARE = "compare"


class Whole(StrEnum):
    """What a whole looks like."""

    BAR = "bar"
    CIRCLE = "circle"


Share = tuple[int, int]
"""Numerator and denominator as they were given."""


class Fractions(Builder):
    """The fractions, each as numerator and denominator, none more than one whole."""

    task: Task = Task.SHOW
    whole: Whole = Whole.BAR
    fractions: tuple[Share, ...] = Field(min_length=1, max_length=MOST)

    @model_validator(mode="after")
    def _are_drawn(self) -> Self:
        for top, bottom in self.fractions:
            if not 1 <= bottom <= LARGEST or not 0 < top <= bottom:
                raise ValueError(
                    f"fractions: {top}/{bottom} is not between 0 and 1, or not in parts up to {LARGEST}."
                )
        if self.task is not Task.SHOW and len(self.fractions) != 2:  # noqa: PLR2004 - one and the other
            raise ValueError(f"fractions are two, to {self.task}.")
        if self.task is not Task.SHOW and self.common > MOST_PARTS:
            raise ValueError(
                f"fractions: their common denominator {self.common} has too many parts to be seen."
            )
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A sum."""
        return cls(task=Task.ADD, fractions=((1, 2), (1, 3)))

    # --- facts ----------------------------------------------------------------------------------------

    @property
    def common(self) -> int:
        """The common denominator."""
        return lcm(*(bottom for _, bottom in self.fractions))

    @property
    def parts(self) -> tuple[int, ...]:
        """The numerators over the common denominator."""
        return tuple(top * self.common // bottom for top, bottom in self.fractions)

    @property
    def total(self) -> Fraction:
        """The sum."""
        return sum((Fraction(*share) for share in self.fractions), Fraction(0))

    def result(self) -> Written:
        """The sum over the common denominator, in lowest terms, and with its whole, where these differ."""
        top = sum(self.parts)
        forms = [_frac(top, self.common)]
        lowest = self.total
        if (lowest.numerator, lowest.denominator) != (top, self.common):
            forms.append(
                _frac(lowest.numerator, lowest.denominator) if lowest.denominator > 1 else _int(lowest)
            )
        if lowest > 1 and lowest.denominator > 1:
            rest = lowest - 1
            part = _frac(rest.numerator, rest.denominator)
            forms.append(Written(f"1 {part.typst}", f"1 {part.plain}"))
        return Written(" = ".join(form.typst for form in forms), " = ".join(form.plain for form in forms))

    def heading(self, locale: Locale) -> str:
        """What is done."""
        one = f"{self.fractions[0][0]}/{self.fractions[0][1]}"
        other = f"{self.fractions[-1][0]}/{self.fractions[-1][1]}"
        match self.task:
            case Task.ADD:
                return f"{one} + {other}"
            case Task.COMPARE:
                return locale.say(
                    "{a} と {b} はどちらが大きい？",
                    "{a} 和 {b} 哪個大？",
                    "Which is larger, {a} or {b}?",
                    a=one,
                    b=other,
                )
        return locale.say("分数", "分數", "Fractions")

    # --- drawing --------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The fractions one by one, then what is done with them."""
        count = len(self.fractions) + (ceil(self.total) if self.task is Task.ADD else 0)
        self._places(page, count)
        for index, (top, bottom) in enumerate(self.fractions, 1):
            self._whole(page, f"whole_{index}", index - 1, bottom)
            self._label(
                page, f"fraction_{index}", index - 1, _frac(top, bottom).typst, page.look.accent(index - 1)
            )
            values = {"t": top, "b": bottom}
            says = (
                page.say(
                    "1 つを {b} 等分します。",
                    "把一個整體分成 {b} 等份。",
                    "Cut one whole into {b} equal parts.",
                    **values,
                )
                if bottom > 1
                else page.say("1 つ全体です。", "這是一個整體。", "This is one whole.")
            )
            page.beat(f"Create(whole_{index}, lag_ratio=0.05)", says=says, seconds=1.1)
            says = page.say(
                "そのうち {t} つが {t}/{b} です。",
                "取其中 {t} 份，就是 {t}/{b}。",
                "Take {t} of them: that is {t}/{b}.",
                **values,
            )
            page.beat(
                _filled(f"whole_{index}", 0, top, page.look.accent(index - 1)),
                f"FadeIn(fraction_{index}, shift=LEFT * 0.2)",
                says=says,
                seconds=1.0,
            )
        match self.task:
            case Task.ADD:
                self._cut(page)
                self._add(page)
            case Task.COMPARE:
                self._cut(page)
                self._compare(page)

    def _places(self, page: Page, count: int) -> None:
        """Where each whole stands, and how large it is: bars below one another, circles as large as fit."""
        stage = page.stage
        height = stage.height - (1.3 if self.task is not Task.SHOW else 0.2)
        if self.whole is Whole.BAR:
            row = min(1.9, height / count)
            size = (stage.width - 2.2, row * 0.68)
            top = stage.top - (height - row * count) / 2
            middle = stage.left + 0.1 + size[0] / 2
            places = [(middle, top - (index + 0.5) * row) for index in range(count)]
        else:
            radius, columns = max(
                (self._radius(stage, height, count, each), each) for each in range(1, count + 1)
            )
            size = (radius, 2 * radius)
            cell, row = stage.width / columns, height / -(-count // columns)
            places = [
                (
                    stage.left + (index % columns + 0.5) * cell - 0.5,
                    stage.top - (index // columns + 0.5) * row,
                )
                for index in range(count)
            ]
        page.let("size", "tuple", f"[{number(size[0])}, {number(size[1])}]")
        page.let("places", "np.array", f"[{', '.join(point(*place) for place in places)}]")

    @staticmethod
    def _radius(stage: Stage, height: float, count: int, columns: int) -> float:
        """How large circles are in so many columns, with room for what is written beside them."""
        rows = -(-count // columns)
        return min((stage.width / columns - 1.3) / 2, height / rows / 2 - 0.12, 2.0)

    def _whole(self, page: Page, name: str, index: int, parts: int) -> None:
        """A whole in equal parts, none of which is filled."""
        ink, line = page.look.ink, "3" if parts <= _MANY else "1"
        if self.whole is Whole.BAR:
            piece = f"Rectangle(width=size[0] / {parts}, height=size[1], color={ink}, stroke_width={line})"
            place = f"places[{index}] + RIGHT * size[0] * ((k + 0.5) / {parts} - 0.5)"
            page.let(name, "VGroup", f"*({piece}.move_to({place}) for k in range({parts}))")
        else:
            turn = number(2 * pi / parts)
            start = f"PI / 2 - (k + 1) * {turn}"
            angles = f"angle={turn}, start_angle={start}"
            piece = f"Sector(radius=size[0], {angles}, arc_center=places[{index}], color={ink})"
            look = f".set_fill(opacity=0).set_stroke({ink}, {line})"
            page.let(name, "VGroup", f"*({piece}{look} for k in range({parts}))")
        page.named(name, f"{index + 1} つ目の全体", f"第 {index + 1} 個整體", f"whole {index + 1}")

    def _label(self, page: Page, name: str, index: int, typst: str, color: str) -> None:
        page.let(name, "MathTypst", literal(typst), font_size="52", color=color)
        page.at_most(name, 1.1)
        page.do(f"{name}.scale", f"min(1, 1.2 * size[1] / {name}.height)")
        page.do(
            f"{name}.next_to",
            f"places[{index}] + RIGHT * size[0] * {'0.5' if self.whole is Whole.BAR else '1'}",
            "RIGHT",
            buff="0.25",
        )

    def _cut(self, page: Page) -> None:
        """Both wholes are cut into the same parts."""
        moved = []
        for index, part in enumerate(self.parts, 1):
            color = page.look.accent(index - 1)
            self._whole(page, f"cut_{index}", index - 1, self.common)
            page.do(f"cut_{index}[:{part}].set_fill", color, "0.7")
            self._label(page, f"same_{index}", index - 1, _frac(part, self.common).typst, color)
            moved += [
                f"FadeTransform(whole_{index}, cut_{index})",
                f"FadeTransform(fraction_{index}, same_{index})",
            ]
        said = page.locale.enumerated(
            f"{top}/{bottom} = {part}/{self.common}"
            for part, (top, bottom) in zip(self.parts, self.fractions, strict=True)
        )
        says = page.say(
            "どちらも {n} 等分にそろえます: {s}",
            "都改成 {n} 等份：{s}",
            "Cut both into {n} parts: {s}",
            n=self.common,
            s=said,
        )
        page.beat(*moved, says=says, seconds=1.8)

    def _formula(self, page: Page, typst: str) -> None:
        page.formula("formula", typst, 56, page.stage.width - 0.4, color=page.look.hot)
        page.at_most("formula", 1.1, side="height")
        page.place("formula", 0, page.stage.bottom + 0.6)
        page.named("formula", "式", "算式", "the formula")

    def _add(self, page: Page) -> None:
        first, second = self.parts
        wholes = ceil(self.total)
        for index in range(wholes):
            self._whole(page, f"sum_{index + 1}", 2 + index, self.common)
        page.let("sum_parts", "VGroup", *(f"*sum_{index + 1}" for index in range(wholes)))
        says = page.say(
            "大きさのそろった部分を集めます。",
            "把一樣大的份數合在一起。",
            "Parts of one size can be put together.",
        )
        page.beat(*(f"Create(sum_{index + 1})" for index in range(wholes)), says=says, seconds=1.0)
        for name, start, stop, color in (
            ("one", 0, first, page.look.accent(0)),
            ("two", first, first + second, page.look.accent(1)),
        ):
            page.let(f"moved_{name}", f"sum_parts[{start}:{stop}].copy")
            page.do(f"moved_{name}.set_fill", color, "0.7")
            source = f"cut_{1 if name == 'one' else 2}[:{stop - start}]"
            page.beat(f"TransformFromCopy({source}, moved_{name})", seconds=1.3)
        (a, b), (c, d) = self.fractions
        result = self.result()
        parts = f"{_frac(first, self.common).typst} + {_frac(second, self.common).typst}"
        given = f"{_frac(a, b).typst} + {_frac(c, d).typst}"
        whole = f"{given} = {result.typst}" if b == d else f"{given} = {parts} = {result.typst}"
        self._formula(page, whole)
        says = page.say(
            "{a}/{b} + {c}/{d} = {r} です。",
            "{a}/{b} + {c}/{d} = {r}。",
            "{a}/{b} + {c}/{d} = {r}.",
            a=a,
            b=b,
            c=c,
            d=d,
            r=result.plain,
        )
        page.beat("Write(formula)", says=says, seconds=1.5)

    def _compare(self, page: Page) -> None:
        first, second = self.parts
        sign = ">" if first > second else "<" if first < second else "="
        (a, b), (c, d) = self.fractions
        self._formula(page, f"{_frac(a, b).typst} {sign} {_frac(c, d).typst}")
        values = {"a": f"{a}/{b}", "b": f"{c}/{d}", "n": first, "m": second}
        if first == second:
            says = page.say(
                "どちらも {n} 個分で、同じ大きさです: {a} = {b}",
                "兩個都是 {n} 份，一樣大：{a} = {b}",
                "Both are {n} parts, so they are equal: {a} = {b}",
                **values,
            )
        else:
            large, small = (values["a"], values["b"]) if first > second else (values["b"], values["a"])
            says = page.say(
                "{n} 個分と {m} 個分を比べて、{l} のほうが大きいです。",
                "{n} 份和 {m} 份相比，{l} 比 {s} 大。",
                "{n} parts against {m}: {l} is larger than {s}.",
                l=large,
                s=small,
                **values,
            )
        shown = (
            []
            if first == second
            else [f"Indicate(cut_{1 if first > second else 2}, color={page.look.hot}, scale_factor=1.03)"]
        )
        page.beat("Write(formula)", *shown, says=says, seconds=1.5)


def _filled(name: str, start: int, stop: int, color: str) -> str:
    return f"{name}[{start}:{stop}].animate.set_fill({color}, 0.7)"


def _frac(top: int, bottom: int) -> Written:
    return Written(f"frac({top}, {bottom})", f"{top}/{bottom}")


def _int(value: Fraction) -> Written:
    return Written(str(value), str(value))
