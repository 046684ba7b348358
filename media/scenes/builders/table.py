"""Two to four things compared: row by row of given values, or by the points given of each."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from contracts.model import Model
from media.scenes.amounts import with_unit
from media.scenes.builder import Builder
from media.scenes.charts.fit import block, fitting
from media.scenes.locale import Locale
from media.scenes.page import HEADING_SIZE, SMALLEST_SIZE, Page
from media.scenes.source import number
from media.scenes.text import width

MOST_THINGS: Final = 4
MOST_ROWS: Final = 6
_HEAD: Final = 0.9
_GAP: Final = 0.12
_FEW: Final = 4
_LONGEST_HEADING: Final = 5.0
_NUMBER: Final = re.compile(
    r"(?P<before>[^\d+\-−.]{0,4}?)\s*(?P<value>[+\-−]?\d[\d,]*(?:\.\d+)?)\s*(?P<after>\D*)"
)


class Thing(Model):
    """One of the things, and the points that are given of it."""

    name: str = Field(min_length=1, max_length=40)
    points: tuple[Annotated[str, Field(min_length=1, max_length=120)], ...] = Field((), max_length=MOST_ROWS)


class Line(Model):
    """What is compared, and its values in the order of the things; an empty value is not known."""

    label: str = Field(min_length=1, max_length=40)
    values: tuple[Annotated[str, Field(max_length=40)], ...]


@dataclass(frozen=True)
class Numbers:
    """A row whose values are numbers of one unit."""

    values: tuple[Fraction, ...]
    unit: str

    def written(self, value: Fraction) -> str:
        """A number with the row's unit."""
        return with_unit(value, self.unit)


def numbers(values: tuple[str, ...]) -> Numbers | None:
    """The numbers that can be compared: each value is one, and all have the same unit."""
    found = [_NUMBER.fullmatch(value.strip()) for value in values]
    matches = [match for match in found if match]
    units = {(match["before"] or match["after"]).strip() for match in matches}
    if len(matches) < len(values) or len(units) > 1 or any(m["before"] and m["after"] for m in matches):
        return None
    plain = (match["value"].replace(",", "").replace("−", "-") for match in matches)
    return Numbers(tuple(map(Fraction, plain)), units.pop())


class Table(Builder):
    """The things, and rows of their values; without rows each thing has points of its own."""

    things: tuple[Thing, ...] = Field(min_length=2, max_length=MOST_THINGS)
    rows: tuple[Line, ...] = Field((), max_length=MOST_ROWS)

    @model_validator(mode="after")
    def _compares(self) -> Self:
        pointed = any(thing.points for thing in self.things)
        if not self.rows and not pointed:
            raise ValueError("rows: without any, the things need points.")
        if self.rows and pointed:
            raise ValueError("rows: things are compared either by rows or by their points.")
        if any(len(row.values) != len(self.things) for row in self.rows):
            raise ValueError("rows: each has as many values as there are things.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """Two kinds of cars."""
        return cls(
            things=(
                Thing(name=locale.say("電気自動車", "電動車", "Electric cars")),
                Thing(name=locale.say("ガソリン車", "汽油車", "Petrol cars")),
            ),
            rows=(
                Line(label=locale.say("価格", "價格", "Price"), values=("$45,000", "$30,000")),
                Line(label=locale.say("航続距離", "續航里程", "Range"), values=("400 km", "700 km")),
                Line(
                    label=locale.say("維持費", "使用成本", "Running cost"),
                    values=(locale.say("安い", "低", "low"), locale.say("高い", "高", "high")),
                ),
            ),
        )

    def heading(self, locale: Locale) -> str:
        """What is compared."""
        names = _joined([thing.name for thing in self.things], locale)
        if width(names, HEADING_SIZE) > _LONGEST_HEADING:
            return locale.say("比べてみる", "比較", "A comparison")
        return locale.say("{names}を比べる", "比較{names}", "{names} compared", names=names)

    def draw(self, page: Page) -> None:
        """The names, then what is said of them: row by row, or a point of each at a time."""
        if self.rows:
            _Rows(self, page).draw()
        else:
            _Points(self, page).draw()


def _joined(names: list[str], locale: Locale) -> str:
    first, last = locale.enumerated(names[:-1]), names[-1]
    return locale.say("{a}と{b}", "{a}和{b}", "{a} and {b}", a=first, b=last)


def _colors(page: Page) -> tuple[str, ...]:
    return tuple(page.look.accent(turn) for turn in (0, 3, 1, 4))


class _Rows:
    """A table: in wide frames a row's label stands left of its values, else above them."""

    def __init__(self, table: Table, page: Page) -> None:
        self.table, self.page = table, page
        stage = page.stage
        self.beside = stage.wide and (stage.roomy or len(table.rows) > _FEW)
        self.label_room = stage.width * 0.2 if self.beside else 0.0
        self.column = (stage.width - self.label_room) / len(table.things)
        self.height = min((stage.height - _HEAD) / len(table.rows), 1.25 if self.beside else 1.6)
        self.label_height = 0.0 if self.beside else min(0.5, self.height * 0.42)
        self.top = stage.middle + (self.height * len(table.rows) + _HEAD) / 2

    def draw(self) -> None:
        page = self.page
        names = [thing.name for thing in self.table.things]
        size = min(fitting(names, self.column - 0.2, rows=2) or SMALLEST_SIZE, 30 if page.stage.wide else 26)
        shown = []
        for place, (name, color) in enumerate(zip(names, _colors(page), strict=False), 1):
            page.text(
                f"thing_{place}", name, size, self.column - 0.2, rows=2, color=color, bold=True, centered=True
            )
            page.place(f"thing_{place}", self._x(place - 1), self.top - _HEAD / 2)
            shown.append(f"FadeIn(thing_{place}, shift=DOWN * 0.3)")
            page.named(f"thing_{place}", name, name, name)
        says = page.say(
            "{names}を、項目ごとに比べます。",
            "逐項比較{names}。",
            "We compare {names}, row by row.",
            names=_joined(names, page.locale),
        )
        page.beat(*shown, says=says)
        for turn, row in enumerate(self.table.rows, 1):
            self._row(turn, row)

    def _x(self, place: int) -> float:
        return self.page.stage.left + self.label_room + self.column * (place + 0.5)

    def _row(self, turn: int, row: Line) -> None:
        page, stage = self.page, self.page.stage
        top = self.top - _HEAD - self.height * (turn - 1)
        room = self.label_room - 0.15 if self.beside else stage.width
        size, deep = block(row.label, room, self.height if self.beside else self.label_height)
        page.text(f"label_{turn}", row.label, size, room, rows=deep, color=page.look.muted)
        if self.beside:
            page.place(f"label_{turn}", stage.left, top - self.height / 2, edge="LEFT")
        else:
            page.place(f"label_{turn}", 0, top - self.label_height / 2 - 0.04)
        page.named(f"label_{turn}", row.label, row.label, row.label)
        found = numbers(row.values)
        bars = found is not None and min(found.values) >= 0 < max(found.values)
        grown, names = [], []
        for place, value in enumerate(row.values):
            cell = f"value_{turn}_{place + 1}"
            names.append(cell)
            page.named(cell, *(f"{self.table.things[place].name}, {row.label}",) * 3)
            share = float(found.values[place] / max(found.values)) if found and bars else None
            self._cell(cell, value or "–", place, top, share)
            if share is not None:
                grown.append(f"GrowFromEdge(bar_{turn}_{place + 1}, LEFT)")
        frames = ", ".join(name.replace("value", "frame") for name in names)
        says = self._told(row, found)
        page.beat(f"FadeIn(label_{turn}, {frames}, {', '.join(names)})", *grown, says=says)
        if found and len(set(found.values)) > 1:
            best = [place for place, value in enumerate(found.values) if value == max(found.values)]
            page.beat(
                *(f"value_{turn}_{place + 1}.animate.set_color({page.look.hot})" for place in best),
                seconds=0.5,
                pause=0.5,
            )

    def _cell(self, cell: str, value: str, place: int, top: float, share: float | None) -> None:
        page = self.page
        height = self.height - self.label_height - _GAP
        wide = self.column - _GAP
        y = top - self.label_height - height / 2 - _GAP / 2
        color = _colors(page)[place]
        frame, bar = cell.replace("value", "frame"), cell.replace("value", "bar")
        box = {"color": color, "stroke_width": "1.5", "stroke_opacity": "0.5"}
        page.let(frame, "Rectangle", width=number(wide), height=number(height), **box)
        page.place(frame, self._x(place), y)
        if share is not None:
            long = max(wide * share, 0.03)
            fill = {"color": color, "fill_opacity": "0.35", "stroke_width": "0"}
            page.let(bar, "Rectangle", width=number(long), height=number(height), **fill)
            page.place(bar, self._x(place) - wide / 2, y, edge="LEFT")
        size, deep = block(value, wide - 0.1, height)
        page.text(cell, value, size, wide - 0.1, rows=deep, bold=True, centered=True)
        page.place(cell, self._x(place), y)
        page.do(f"{cell}.set_z_index", "2")

    def _told(self, row: Line, found: Numbers | None) -> str:
        """The difference of two numbers, the largest and the smallest of more, else the values."""
        page, names = self.page, [thing.name for thing in self.table.things]
        if found is None:
            pairs = [f"{name} {value or '–'}" for name, value in zip(names, row.values, strict=True)]
            return page.say(
                "{l}：{v}。", "{l}：{v}。", "{l}: {v}.", l=row.label, v=page.locale.enumerated(pairs)
            )
        high, low = max(found.values), min(found.values)
        if high == low:
            return page.say(
                "{l}はどれも {v} です。",
                "{l}都是 {v}。",
                "{l}: {v} for all.",
                l=row.label,
                v=found.written(high),
            )
        values = {
            "l": row.label,
            "a": page.locale.enumerated(n for n, v in zip(names, found.values, strict=True) if v == high),
            "b": page.locale.enumerated(n for n, v in zip(names, found.values, strict=True) if v == low),
            "v": found.written(high),
            "w": found.written(low),
            "d": found.written(high - low),
        }
        if len(names) == 2:  # noqa: PLR2004
            return page.say(
                "{l}は{a}の方が {d} 大きい。",
                "{l}：{a}多 {d}。",
                "{l}: {d} more for {a}.",
                **values,
            )
        return page.say(
            "{l}が最も大きいのは{a}の {v}、最も小さいのは{b}の {w}。",
            "{l}最大的是{a}：{v}，最小的是{b}：{w}。",
            "{l}: largest for {a} with {v}, smallest for {b} with {w}.",
            **values,
        )


class _Points:
    """Cards with points: side by side in wide frames, else one above the other."""

    def __init__(self, table: Table, page: Page) -> None:
        self.table, self.page = table, page
        stage, count = page.stage, len(table.things)
        self.width = (stage.width - _GAP * (count - 1)) / count if stage.wide else stage.width
        self.height = stage.height if stage.wide else (stage.height - _GAP * (count - 1)) / count
        self.most = max(len(thing.points) for thing in table.things)
        self.head = min(1.0, self.height * 0.3)

    def _corner(self, place: int) -> tuple[float, float]:
        stage = self.page.stage
        if stage.wide:
            return stage.left + (self.width + _GAP) * place, stage.top
        return stage.left, stage.top - (self.height + _GAP) * place

    def draw(self) -> None:
        page = self.page
        names = [thing.name for thing in self.table.things]
        shown = []
        for place, (name, color) in enumerate(zip(names, _colors(page), strict=False), 1):
            left, top = self._corner(place - 1)
            card = {"color": color, "fill_color": page.look.panel, "fill_opacity": "0.25"}
            page.let(
                f"card_{place}",
                "RoundedRectangle",
                corner_radius="0.15",
                width=number(self.width),
                height=number(self.height),
                **card,
            )
            page.place(f"card_{place}", left + self.width / 2, top - self.height / 2)
            size, deep = block(name, self.width - 0.4, self.head - 0.1)
            page.text(
                f"thing_{place}",
                name,
                size,
                self.width - 0.4,
                rows=deep,
                color=color,
                bold=True,
                centered=True,
            )
            page.place(f"thing_{place}", left + self.width / 2, top - self.head / 2)
            page.named(f"thing_{place}", name, name, name)
            shown += [f"FadeIn(card_{place}, shift=UP * 0.2)", f"FadeIn(thing_{place})"]
        says = page.say(
            "{names}を比べます。", "比較{names}。", "We compare {names}.", names=_joined(names, page.locale)
        )
        page.beat(*shown, says=says)
        for turn in range(self.most):
            for place, thing in enumerate(self.table.things, 1):
                if turn < len(thing.points):
                    self._point(place, turn, thing)

    def _point(self, place: int, turn: int, thing: Thing) -> None:
        page, words = self.page, thing.points[turn]
        left, top = self._corner(place - 1)
        slot = min((self.height - self.head - 0.1) / self.most, 1.4)
        y = top - self.head - slot * (turn + 0.5)
        room = self.width - 0.75
        size, deep = block(words, room, slot - 0.1)
        name = f"point_{place}_{turn + 1}"
        page.let(f"dot_{place}_{turn + 1}", "Dot", radius="0.08", color=_colors(page)[place - 1])
        page.place(f"dot_{place}_{turn + 1}", left + 0.3, y)
        page.text(name, words, size, room, rows=deep)
        page.place(name, left + 0.5, y, edge="LEFT")
        page.named(name, words, words, words)
        says = page.say("{n}：{w}", "{n}：{w}", "{n}: {w}", n=thing.name, w=words)
        page.beat(f"FadeIn(dot_{place}_{turn + 1}, {name}, shift=RIGHT * 0.2)", says=says, seconds=0.7)
