"""Ordered steps: cards with arrows between them, rows where the words are long, or a cycle."""

from dataclasses import dataclass
from math import cos, pi, sin
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.locale import Locale, translations
from media.scenes.page import Page
from media.scenes.room import Room, whole
from media.scenes.rows import tell_rows
from media.scenes.source import number, point
from media.scenes.text import fitted

Step = Annotated[str, Field(min_length=1, max_length=160)]

_SIZES: Final = (42, 38, 34, 31, 28, 25, 22)
_GOOD: Final = 28
"""Words of this size are large enough: then large cards count."""
_ARROW: Final = 0.65
_SHORT_ARROW: Final = 0.42
_WIDEST: Final = 6.0
_HIGHEST: Final = 2.8
_FLAT: Final = 1.6
"""Cards that are lower have their number beside the words."""
_FEWEST_IN_CYCLE: Final = 3

_EXAMPLE: Final = (
    translations("湯を沸かす", "燒開水", "Boil water"),
    translations("茶葉を急須に入れる", "把茶葉放進茶壺", "Put tea leaves in the pot"),
    translations("湯を注ぐ", "倒入熱水", "Pour in the water"),
    translations("3 分待つ", "等 3 分鐘", "Wait 3 minutes"),
    translations("茶碗に注ぐ", "倒進茶杯", "Serve it in cups"),
)


@dataclass(frozen=True)
class _Cards:
    """Where the cards stand, how large they are, and the font size that fits in them."""

    places: tuple[tuple[float, float], ...]
    width: float
    height: float
    size: int

    @property
    def flat(self) -> bool:
        return self.height < _FLAT


class Steps(Builder):
    """The steps in order; in a ``cycle`` the last leads to the first."""

    steps: tuple[Step, ...] = Field(min_length=1, max_length=8)
    cycle: bool = False
    title: str = Field("", max_length=120)

    @model_validator(mode="after")
    def _goes_round(self) -> Self:
        if self.cycle and len(self.steps) < _FEWEST_IN_CYCLE:
            raise ValueError(f"cycle: a cycle has at least {_FEWEST_IN_CYCLE} steps.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """How tea is made."""
        title = locale.say("お茶のいれ方", "泡茶的步驟", "How to make tea")
        return cls(steps=tuple(map(locale.text, _EXAMPLE)), title=title)

    def heading(self, locale: Locale) -> str:
        """The title, or what they are."""
        if self.title:
            return self.title
        return (
            locale.say("循環", "循環", "The cycle")
            if self.cycle
            else locale.say("手順", "步驟", "Step by step")
        )

    def draw(self, page: Page) -> None:
        """Cards if the words fit in them."""
        room = whole(page.stage)
        cards = _ring(self.steps, room) if self.cycle else _snake(self.steps, room)
        if cards is None:
            tell_rows(page, self.steps, "step", ticks=False, linked=True)
        else:
            self._cards(page, cards)
        if self.cycle:
            self._again(page, cards)

    def _cards(self, page: Page, cards: _Cards) -> None:
        look = page.look
        for index, step in enumerate(self.steps, 1):
            self._card(page, index, cards)
            moves = [f"FadeIn(step_{index}, scale=0.9)"]
            if index > 1:
                self._arrow(page, index - 1, index, cards)
                calm = f".animate.set_stroke({look.main}, 3).set_fill({look.panel}, 0.3)"
                moves = [f"GrowArrow(arrow_{index - 1})", f"card_{index - 1}{calm}", *moves]
            page.beat(*moves, says=step, seconds=0.9, reads=step)

    def _card(self, page: Page, index: int, cards: _Cards) -> None:
        look, step = page.look, self.steps[index - 1]
        x, y = cards.places[index - 1]
        page.let(
            f"card_{index}",
            "RoundedRectangle",
            corner_radius="0.18",
            width=number(cards.width),
            height=number(cards.height),
            color=look.hot,
            fill_color=look.main,
            fill_opacity="0.35",
            stroke_width="5",
        )
        page.place(f"card_{index}", x, y)
        page.text(f"number_{index}", str(index), 30 if cards.flat else 40, 0.6, color=look.main, bold=True)
        wide, high = _space(cards.width, cards.height)
        page.text(f"words_{index}", step, cards.size, wide, rows=6, centered=True)
        if cards.flat:
            page.place(f"number_{index}", x - cards.width / 2 + 0.38, y)
            page.place(f"words_{index}", x + 0.27, y)
        else:
            page.place(f"number_{index}", x, y + cards.height / 2 - 0.45)
            page.place(f"words_{index}", x, y - cards.height / 2 + 0.2 + high / 2)
        page.let(f"step_{index}", "VGroup", f"card_{index}", f"number_{index}", f"words_{index}")
        page.names[f"step_{index}"] = (step,)

    def _arrow(self, page: Page, start: int, end: int, cards: _Cards) -> None:
        tail, head = _between(cards, start - 1, end - 1)
        options = {"buff": "0", "color": page.look.muted, "stroke_width": "6"}
        tip = {"max_tip_length_to_length_ratio": "0.6", "max_stroke_width_to_length_ratio": "16"}
        page.let(f"arrow_{start}", "Arrow", point(*tail), point(*head), **options, **tip)

    def _again(self, page: Page, cards: _Cards | None) -> None:
        """The way back, and the light once around."""
        says = page.say(
            "最後のあとは、また最初に戻ります。",
            "最後一步之後，又回到第一步。",
            "After the last one, it begins again with the first.",
        )
        last = len(self.steps)
        calm = f"card_{last}.animate.set_stroke({page.look.main}, 3).set_fill({page.look.panel}, 0.3)"
        if cards is None:
            page.beat(calm, f"Indicate(step_{last})", says=says)
            return
        self._arrow(page, last, 1, cards)
        page.beat(f"GrowArrow(arrow_{last})", calm, says=says)
        around = [f"Indicate(step_{index}, scale_factor=1.06)" for index in (*range(1, last + 1), 1)]
        page.beat(f"Succession({', '.join(around)})", seconds=0.45 * len(around))


def _space(width: float, height: float) -> tuple[float, float]:
    """The room for words in a card."""
    return (width - 1.0, height - 0.2) if height < _FLAT else (width - 0.5, height - 1.0)


def _snake(steps: tuple[str, ...], room: Room) -> _Cards | None:
    """Rows of cards, every second one from right to left, with the largest words that fit."""
    count = len(steps)
    best: _Cards | None = None
    for columns in range(1, count + 1):
        rows = -(-count // columns)
        arrow = _ARROW if rows <= 3 else _SHORT_ARROW  # noqa: PLR2004 - rows that leave room for long ones
        wide = min(_WIDEST if columns > 1 else 8.0, (room.width - _ARROW * (columns - 1)) / columns)
        high = min(_HIGHEST, (room.height - arrow * (rows - 1)) / rows)
        if high < 0.6:  # noqa: PLR2004 - units: lower ones hold no words
            continue
        size = fitted(steps, *_space(wide, high), _SIZES)
        if size is None:
            continue
        places = []
        for index in range(count):
            row, column = divmod(index, columns)
            column = column if row % 2 == 0 else columns - 1 - column
            places.append(
                (
                    room.x + (column - (columns - 1) / 2) * (wide + _ARROW),
                    room.y + ((rows - 1) / 2 - row) * (high + arrow),
                )
            )
        cards = _Cards(tuple(places), wide, high, size)
        if best is None or (min(size, _GOOD), wide * high) > (
            min(best.size, _GOOD),
            best.width * best.height,
        ):
            best = cards
    return best


def _ring(steps: tuple[str, ...], room: Room) -> _Cards | None:
    """Cards around an ellipse, clockwise from the top, or around a rectangle where they would touch."""
    count = len(steps)
    options: list[_Cards] = []
    for wide in (3.6, 3.2, 2.8, 2.5, 2.2):
        for high in (1.9, 1.5, 1.2, 1.0, 0.8):
            across, up = (room.width - wide) / 2, (room.height - high) / 2
            turns = [pi / 2 - 2 * pi * index / count for index in range(count)]
            places = tuple((room.x + across * cos(turn), room.y + up * sin(turn)) for turn in turns)
            size = fitted(steps, *_space(wide, high), _SIZES)
            cards = _Cards(places, wide, high, size or 0)
            if size and _apart(cards):
                options.append(cards)
    if options:
        best = max(options, key=lambda cards: (cards.size, cards.width * cards.height))
        if best.size >= _GOOD:
            return best
    rows, across = (2, -(-count // 2)) if room.width > room.height else (-(-count // 2), 2)
    wide = min(_WIDEST, (room.width - _ARROW * (across - 1)) / across)
    high = min(_HIGHEST, (room.height - _ARROW * (rows - 1)) / rows)
    size = fitted(steps, *_space(wide, high), _SIZES)
    if size:
        options.append(_Cards(_around(count, room, wide, high), wide, high, size))
    return max(options, key=lambda cards: (cards.size, cards.width * cards.height), default=None)


def _around(count: int, room: Room, wide: float, high: float) -> tuple[tuple[float, float], ...]:
    """Places on two lines, along one and back along the other."""
    half = -(-count // 2)
    there, back = range(half), range(count - half)
    if room.width > room.height:
        step = wide + _ARROW
        line = [(room.x + (i - (half - 1) / 2) * step, room.y + (high + _ARROW) / 2) for i in there]
        other = [(room.x + ((count - half - 1) / 2 - i) * step, room.y - (high + _ARROW) / 2) for i in back]
    else:
        step = high + _ARROW
        line = [(room.x + (wide + _ARROW) / 2, room.y + ((half - 1) / 2 - i) * step) for i in there]
        other = [(room.x - (wide + _ARROW) / 2, room.y + (i - (count - half - 1) / 2) * step) for i in back]
    return (*line, *other)


def _apart(cards: _Cards) -> bool:
    """Whether the cards leave room for arrows between neighbours, and touch no other."""
    count = len(cards.places)
    for one in range(count):
        for other in range(one):
            (ax, ay), (bx, by) = cards.places[one], cards.places[other]
            gap = max(abs(ax - bx) - cards.width, abs(ay - by) - cards.height)
            if gap < (0.45 if one - other in {1, count - 1} else 0.15):
                return False
    return True


def _between(cards: _Cards, start: int, end: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """The straight way from the edge of one card to the edge of another, with a little air."""
    (ax, ay), (bx, by) = cards.places[start], cards.places[end]
    dx, dy = bx - ax, by - ay
    half_width, half_height = cards.width / 2 + 0.08, cards.height / 2 + 0.08
    leave = min(half_width / abs(dx) if dx else 1.0, half_height / abs(dy) if dy else 1.0, 0.45)
    return (ax + dx * leave, ay + dy * leave), (bx - dx * leave, by - dy * leave)
