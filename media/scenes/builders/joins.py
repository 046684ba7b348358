"""Two tables joined by a key: which rows find each other, and what becomes of those that do not."""

from enum import StrEnum
from typing import Final, Self

from pydantic import Field, model_validator

from contracts.model import Model
from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.nodes import fitting
from media.scenes.page import Page
from media.scenes.room import Room, two
from media.scenes.sketch import Sketch

MOST: Final = 5
_WORD: Final = 10
_NOTHING: Final = "NULL"


class Way(StrEnum):
    """Which rows are kept that find no other."""

    INNER = "inner"
    LEFT = "left"
    RIGHT = "right"
    FULL = "full"


class Row(Model):
    """A row's key, and its value."""

    key: str = Field(min_length=1, max_length=_WORD)
    value: str = Field(min_length=1, max_length=_WORD)


class Side(Model):
    """A table: its name, the name of its value's column, and its rows."""

    name: str = Field(min_length=1, max_length=_WORD)
    column: str = Field(min_length=1, max_length=_WORD)
    rows: tuple[Row, ...] = Field(min_length=1, max_length=MOST)


class Joins(Builder):
    """Both tables, the name of the column that they share, and the way they are joined."""

    left: Side
    right: Side
    on: str = Field("id", min_length=1, max_length=_WORD)
    way: Way = Way.INNER

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Self:
        if not 1 <= len(self.joined) <= MOST:
            raise ValueError(f"The joined table must have 1 to {MOST} rows.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """Customers and their orders."""
        names = locale.say("佐藤 田中 鈴木", "小明 小華 小美", "Ann Ben Cleo").split()
        things = locale.say("本 ペン 傘", "書 筆 傘", "book pen cup").split()
        return cls(
            left=Side(
                name=locale.say("顧客", "顧客", "customers"),
                column=locale.say("名前", "姓名", "name"),
                rows=tuple(Row(key=key, value=name) for key, name in zip("123", names, strict=True)),
            ),
            right=Side(
                name=locale.say("注文", "訂單", "orders"),
                column=locale.say("品物", "商品", "item"),
                rows=tuple(Row(key=key, value=thing) for key, thing in zip("114", things, strict=True)),
            ),
        )

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """Which rows have the same key, by their places."""
        return [
            (one, other)
            for one, left in enumerate(self.left.rows)
            for other, right in enumerate(self.right.rows)
            if left.key == right.key
        ]

    @property
    def joined(self) -> list[tuple[str, str, str]]:
        """The joined table's rows: key, value on the left, value on the right."""
        rows = [
            (self.left.rows[one].key, self.left.rows[one].value, self.right.rows[other].value)
            for one, other in self.pairs
        ]
        if self.way in {Way.LEFT, Way.FULL}:
            rows += [(self.left.rows[n].key, self.left.rows[n].value, _NOTHING) for n in self._alone(0)]
        if self.way in {Way.RIGHT, Way.FULL}:
            rows += [(self.right.rows[n].key, _NOTHING, self.right.rows[n].value) for n in self._alone(1)]
        return rows

    def _alone(self, side: int) -> list[int]:
        """The rows of a side that find no other."""
        found = {pair[side] for pair in self.pairs}
        return [n for n in range(len((self.left, self.right)[side].rows)) if n not in found]

    def heading(self, locale: Locale) -> str:
        """As SQL calls it."""
        del locale
        return "FULL OUTER JOIN" if self.way is Way.FULL else f"{self.way.name} JOIN"

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """Both tables, the lines between equal keys, and the joined table row by row."""
        upper, lower = two(page.stage, 0.5, 0.35, beside=False)
        sketch, look = Sketch(page), page.look
        gap = 0.24 * upper.width
        wide = (upper.width - gap) / 2
        rows = max(len(self.left.rows), len(self.right.rows)) + 1
        left = Room(upper.left, upper.left + wide, upper.bottom, upper.top - 0.45)
        right = Room(upper.right - wide, upper.right, upper.bottom, upper.top - 0.45)
        high = min(left.height / rows, 0.7)
        shown = []
        for key, side, room, color in (
            ("l", self.left, left, look.main),
            ("r", self.right, right, look.accent(3)),
        ):
            sketch.label(
                f"{key}_name", side.name, (room.x, room.top + 0.24), wide, size=26, color=color, bold=True
            )
            cells = [(self.on, side.column), *((row.key, row.value) for row in side.rows)]
            names = [
                self._row(
                    page,
                    sketch,
                    f"{key}_{n}",
                    row,
                    Room(room.left, room.right, room.top - (n + 1) * high, room.top - n * high),
                    color,
                    head=n == 0,
                )
                for n, row in enumerate(cells)
            ]
            sketch.group(f"{key}_table", *names)
            shown += [f"FadeIn({key}_name)", f"FadeIn({key}_table)"]
            page.named(f"{key}_table", side.name, side.name, side.name)
        says = page.say(
            "二つの表には、同じ列 {on} があります。",
            "兩個表有共同的欄位 {on}。",
            "Both tables have the column {on}.",
            on=self.on,
        )
        page.beat(*shown, says=says, seconds=1.2)
        links = [
            sketch.line(
                f"link_{n}",
                (left.right + 0.05, left.top - (one + 1.5) * high),
                (right.left - 0.05, right.top - (other + 1.5) * high),
                look.done,
                width=5,
            )
            for n, (one, other) in enumerate(self.pairs)
        ]
        marks = [
            f"l_{one + 1}_box.animate.set_fill({look.done}, 0.45)" for one in {one for one, _ in self.pairs}
        ]
        marks += [
            f"r_{two_ + 1}_box.animate.set_fill({look.done}, 0.45)"
            for two_ in {other for _, other in self.pairs}
        ]
        says = page.say(
            "{on} の値が等しい行どうしがつながります。",
            "{on} 相同的列互相配對。",
            "Rows with the same {on} belong together.",
            on=self.on,
        )
        page.beat(*(f"Create({name})" for name in links), *marks, says=says, seconds=1.6)
        self._result(page, sketch, lower)

    def _result(self, page: Page, sketch: Sketch, room: Room) -> None:
        look = page.look
        high = min(room.height / (len(self.joined) + 1), 0.62)
        wide = min(room.width, 8.5)
        spots = [
            Room(room.x - wide / 2, room.x + wide / 2, room.top - (n + 1) * high, room.top - n * high)
            for n in range(len(self.joined) + 1)
        ]
        head = (self.on, self.left.column, self.right.column)
        self._row(page, sketch, "j_0", head, spots[0], look.done, head=True)
        page.named("j_0", "結合した表の見出し", "合併表的標題列", "the joined table's heading")
        for n, row in enumerate(self.joined, 1):
            self._row(page, sketch, f"j_{n}", row, spots[n], look.done)
        both = len(self.pairs)
        if both:
            says = page.say(
                "つながった行を、一行ずつ横に並べます。",
                "把配對的列合成一列。",
                "Each pair becomes one row of the result.",
            )
            page.beat(
                "FadeIn(j_0)",
                *(f"FadeIn(j_{n}, shift=DOWN * 0.3)" for n in range(1, both + 1)),
                says=says,
                seconds=1.6,
            )
        rest = [f"FadeIn(j_{n}, shift=DOWN * 0.3)" for n in range(both + 1, len(self.joined) + 1)]
        if not both:
            rest.insert(0, "FadeIn(j_0)")
        lone = [f"l_{n + 1}" for n in self._alone(0)], [f"r_{n + 1}" for n in self._alone(1)]
        dropped = [
            *(lone[0] if self.way in {Way.INNER, Way.RIGHT} else []),
            *(lone[1] if self.way in {Way.INNER, Way.LEFT} else []),
        ]
        if rest:
            says = page.say(
                "相手のない行も残ります。ないところは NULL です。",
                "沒有配對的列也保留，空缺為 NULL。",
                "Rows without a partner are kept too, with NULL for what is missing.",
            )
            page.beat(*rest, says=says, seconds=1.4)
        if dropped:
            says = page.say(
                "相手のない行は、結果に入りません。",
                "沒有配對的列不會出現在結果裡。",
                "Rows without a partner are left out.",
            )
            page.beat(*(f"{name}.animate.set_opacity(0.25)" for name in dropped), says=says, seconds=1.2)

    @staticmethod
    def _row(  # noqa: PLR0913, PLR0917 - a row's own properties
        page: Page,
        sketch: Sketch,
        name: str,
        words: tuple[str, ...],
        room: Room,
        color: str,
        *,
        head: bool = False,
    ) -> str:
        sketch.box(
            f"{name}_box",
            (room.x, room.y),
            (room.width, 0.94 * room.height),
            color,
            fill=0.3 if head else 0.12,
            stroke=2,
        )
        wide = room.width / len(words)
        parts = [f"{name}_box"]
        for n, word in enumerate(words):
            size = fitting(word, wide - 0.2, min(26, 30 * room.height / 0.6))
            color = page.look.muted if word == _NOTHING else ""
            page.text(f"{name}_{n}", word, size, wide - 0.2, bold=head, color=color)
            page.place(f"{name}_{n}", room.left + (n + 0.5) * wide, room.y)
            parts.append(f"{name}_{n}")
        return sketch.group(name, *parts)
