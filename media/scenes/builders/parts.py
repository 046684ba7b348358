"""A whole and its parts, and the parts of these: a tree of boxes."""

from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from contracts.model import Model
from media.scenes.builder import Builder
from media.scenes.locale import Locale, translations
from media.scenes.nodes import box, calm, lit, path
from media.scenes.page import Page
from media.scenes.room import Point, Room, whole
from media.scenes.text import fitted, width

Name = Annotated[str, Field(min_length=1, max_length=32)]

MOST_LEAVES: Final = 10
_SIZES: Final = (34, 30, 27, 24, 22, 20)
_INSIDE: Final = 0.82
_HIGHEST: Final = 1.3
_WIDEST: Final = 4.6
_EXAMPLE: Final = (
    (
        translations("脊椎動物", "脊椎動物", "Vertebrates"),
        (
            translations("魚類", "魚類", "Fish"),
            translations("両生類", "兩棲類", "Amphibians"),
            translations("爬虫類", "爬蟲類", "Reptiles"),
            translations("鳥類", "鳥類", "Birds"),
            translations("哺乳類", "哺乳類", "Mammals"),
        ),
    ),
    (
        translations("無脊椎動物", "無脊椎動物", "Invertebrates"),
        (
            translations("昆虫", "昆蟲", "Insects"),
            translations("軟体動物", "軟體動物", "Mollusks"),
        ),
    ),
)


class Part(Model):
    """A part, and what it consists of itself."""

    name: Name
    parts: tuple[Name, ...] = Field((), max_length=6)


class Parts(Builder):
    """The ``whole`` and its parts."""

    whole: Name
    parts: tuple[Part, ...] = Field(min_length=1, max_length=6)

    @model_validator(mode="after")
    def _can_be_seen(self) -> Self:
        if self.leaves > MOST_LEAVES:
            raise ValueError(f"parts: {self.leaves} at the last level; {MOST_LEAVES} can be read.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """A classification of animals."""
        parts = tuple(
            Part(name=locale.text(name), parts=tuple(map(locale.text, of))) for name, of in _EXAMPLE
        )
        return cls(whole=locale.say("動物", "動物", "Animals"), parts=parts)

    @property
    def leaves(self) -> int:
        """How many have no parts."""
        return sum(max(1, len(part.parts)) for part in self.parts)

    def heading(self, locale: Locale) -> str:  # noqa: ARG002
        """The whole."""
        return self.whole

    def draw(self, page: Page) -> None:
        """The whole, then part after part with what belongs to it."""
        room = whole(page.stage).inside(0.05)
        deep = any(part.parts for part in self.parts)
        if not deep and page.stage.wide and self._down(page, room):
            return
        columns = [[part.name for part in self.parts], [name for part in self.parts for name in part.parts]]
        if not deep:
            columns.pop()
        gap = room.width * 0.075
        if page.stage.roomy:
            wide = (room.width - gap * len(columns)) / (len(columns) + 1)
            root, root_size = (room.left + wide / 2, room.y), (wide, min(1.6, room.height / 3))
            left, top = room.left + wide + gap, room.top
        else:
            root_size = (room.width, min(1.1, room.height * 0.16))
            root = (room.x, room.top - root_size[1] / 2)
            left, top = room.left + 0.5, room.top - root_size[1] - 0.25
        slot = (top - room.bottom) / self.leaves
        high = min(_HIGHEST, slot - 0.08)
        widths = _shared(columns, room.right - left - gap * (len(columns) - 1))
        xs = [left + sum(widths[:index]) + gap * index + wide / 2 for index, wide in enumerate(widths)]
        font = min(
            fitted(names, wide * _INSIDE, high - 0.04, _SIZES) or _SIZES[-1]
            for names, wide in zip(columns, widths, strict=True)
        )
        self._root(page, root, root_size)
        leaf = 0
        for index, part in enumerate(self.parts, 1):
            count = max(1, len(part.parts))
            y = top - slot * (leaf + count / 2)
            self._box(page, f"part_{index}", part.name, (xs[0], y), (widths[0], high), font)
            self._line(page, f"line_{index}", root, root_size, (xs[0] - widths[0] / 2, y))
            shown, lines = [f"cell_part_{index}"], [f"line_{index}"]
            for place, name in enumerate(part.parts, 1):
                key = f"part_{index}_{place}"
                at = (xs[1], top - slot * (leaf + place - 0.5))
                self._box(page, key, name, at, (widths[1], high), font, color=page.look.done)
                elbow = ((xs[0] + widths[0] / 2, y), (at[0] - widths[1] / 2, at[1]))
                _elbow(page, f"line_{index}_{place}", *elbow)
                shown.append(f"cell_{key}")
                lines.append(f"line_{index}_{place}")
            leaf += count
            self._tell(page, index, shown, lines)
        page.beat(
            calm(page, f"part_{len(self.parts)}"), f"Indicate(cell_whole, color={page.look.hot})", seconds=1.0
        )

    def _tell(self, page: Page, index: int, shown: list[str], lines: list[str]) -> None:
        part = self.parts[index - 1]
        colon = ": " if page.locale is Locale.ENGLISH else "："
        line = part.name + (colon + page.locale.enumerated(part.parts) if part.parts else "")
        moves = [*(f"Create({name})" for name in lines[:1]), f"FadeIn({shown[0]}, shift=RIGHT * 0.2)"]
        if index > 1:
            moves.append(calm(page, f"part_{index - 1}"))
        page.beat(*moves, says=line, seconds=0.7, reads="" if part.parts else line)
        moves = [lit(f"part_{index}", page.look.hot)]
        if part.parts:
            inner = ", ".join(
                f"AnimationGroup(Create({a}), FadeIn({b}))" for a, b in zip(lines[1:], shown[1:], strict=True)
            )
            moves.append(f"LaggedStart({inner}, lag_ratio=0.5)")
        page.beat(*moves, seconds=0.5 + 0.5 * len(part.parts))

    def _root(self, page: Page, at: Point, size: tuple[float, float]) -> None:
        font = fitted([self.whole], size[0] * _INSIDE, size[1] - 0.1, (42, 38, *_SIZES)) or 20
        box(page, "whole", self.whole, at, size, font_size=font, rows=3, color=page.look.hot)
        page.names["cell_whole"] = (self.whole,)
        page.beat("FadeIn(cell_whole, scale=0.8)", says=self.whole, seconds=0.8, reads=self.whole)

    def _line(
        self,
        page: Page,
        name: str,
        root: Point,
        size: tuple[float, float],
        end: Point,
    ) -> None:
        """From the whole to a part: around a corner, or down along a trunk."""
        if page.stage.roomy:
            _elbow(page, name, (root[0] + size[0] / 2, root[1]), end)
            return
        x = end[0] - 0.3
        below = root[1] - size[1] / 2
        path(page, name, [(x, below), (x, end[1]), end])

    def _box(  # noqa: PLR0913, PLR0917 - a box's own properties
        self,
        page: Page,
        key: str,
        words: str,
        at: Point,
        size: tuple[float, float],
        font: int,
        color: str = "",
    ) -> None:
        box(page, key, words, at, size, font_size=font, rows=3, color=color)
        page.at_most(f"word_{key}", size[1] - 0.05, side="height")
        page.names[f"cell_{key}"] = (words,)

    def _down(self, page: Page, room: Room) -> bool:
        """Parts without parts, side by side below the whole, if their words fit."""
        count = len(self.parts)
        wide = min(3.6, room.width / count - 0.3)
        high = min(1.9, room.height * 0.36)
        font = fitted([part.name for part in self.parts], wide * _INSIDE, high - 0.2, _SIZES[:4])
        if font is None:
            return False
        root, size = (room.x, room.top - 0.85), (4.6, 1.4)
        self._root(page, root, size)
        y = room.bottom + high / 2 + 0.3
        for index, part in enumerate(self.parts, 1):
            x = room.x + ((index - 1) - (count - 1) / 2) * (wide + 0.3)
            self._box(page, f"part_{index}", part.name, (x, y), (wide, high), font)
            turn = (root[1] - size[1] / 2 + y + high / 2) / 2
            corners = [(root[0], root[1] - size[1] / 2), (root[0], turn), (x, turn), (x, y + high / 2)]
            path(page, f"line_{index}", corners)
            self._tell(page, index, [f"cell_part_{index}"], [f"line_{index}"])
        page.beat(calm(page, f"part_{count}"), f"Indicate(cell_whole, color={page.look.hot})", seconds=1.0)
        return True


def _elbow(page: Page, name: str, start: Point, end: Point) -> None:
    """A line with two corners halfway."""
    x = (start[0] + end[0]) / 2
    path(page, name, [start, (x, start[1]), (x, end[1]), end])


def _shared(columns: list[list[str]], room: float) -> list[float]:
    """The widths of columns: as much as their longest words need, and the rest in equal parts."""
    needed = [max(width(name, _SIZES[-1]) for name in names) / _INSIDE * 1.1 for names in columns]
    spare = (room - sum(needed)) / len(needed)
    if spare < 0:
        return [room * one / sum(needed) for one in needed]
    return [min(_WIDEST, one + spare) for one in needed]
