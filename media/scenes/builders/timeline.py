"""Dated events on an axis to scale: how far apart they are is seen, and said."""

from collections.abc import Sequence
from typing import Annotated, Final, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from contracts.model import Model
from media.scenes.builder import Builder
from media.scenes.dates import When
from media.scenes.locale import Locale, translations
from media.scenes.page import Page
from media.scenes.room import whole
from media.scenes.source import number, point
from media.scenes.text import fitted, height, width, wrap

_EXAMPLE: Final = (
    ("1804", translations("世界の人口が 10 億人に", "世界人口達 10 億", "1 billion people")),
    ("1927", translations("20 億人", "20 億", "2 billion")),
    ("1960", translations("30 億人", "30 億", "3 billion")),
    ("1974", translations("40 億人", "40 億", "4 billion")),
    ("1999", translations("60 億人", "60 億", "6 billion")),
    ("2022", translations("80 億人", "80 億", "8 billion")),
)
_SIZES: Final = (36, 32, 28, 25, 22, 20)
_DATE_SIZE: Final = 30
_GAP: Final = 0.22
_SLOWEST: Final = 1.8


class Event(Model):
    """What happened, and when: a year (negative BC), a month or a day, as ``1969-07-20``."""

    when: Annotated[str, BeforeValidator(lambda value: str(value) if isinstance(value, int) else value)]
    what: str = Field(min_length=1, max_length=60)

    @field_validator("when")
    @classmethod
    def _is_a_date(cls, when: str) -> str:
        When.read(when)
        return when


class Timeline(Builder):
    """The events, in any order."""

    events: tuple[Event, ...] = Field(min_length=2, max_length=10)
    title: str = Field("", max_length=120)

    @model_validator(mode="after")
    def _spans_time(self) -> Self:
        dates = [When.read(event.when).position for event in self.events]
        if min(dates) == max(dates):
            raise ValueError("events: they are all at the same date; a timeline needs two dates at least.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """When the world's population grew by billions."""
        events = tuple(Event(when=when, what=locale.text(what)) for when, what in _EXAMPLE)
        return cls(events=events, title=locale.say("世界の人口", "世界人口", "The world's population"))

    @property
    def in_order(self) -> list[tuple[When, str]]:
        """The events by their dates."""
        return sorted(
            ((When.read(event.when), event.what) for event in self.events), key=lambda event: event[0]
        )

    def heading(self, locale: Locale) -> str:
        """The title, or what it is."""
        return self.title or locale.say("年表", "年表", "Timeline")

    def draw(self, page: Page) -> None:
        """The axis, along which a marker travels from event to event."""
        events = self.in_order
        first, last = events[0][0].position, events[-1][0].position
        shares = [(when.position - first) / (last - first) for when, _ in events]
        era = events[0][0].year < 0
        dates = [when.written(page.locale, with_era=era) for when, _ in events]
        words = [what for _, what in events]
        across = page.stage.roomy
        placed = _across(page, shares, dates, words) if across else _down(page, shares, dates, words)
        self._tell(page, placed, shares, dates)

    def _tell(
        self,
        page: Page,
        placed: tuple[list[tuple[float, float]], list[bool]],
        shares: list[float],
        dates: list[str],
    ) -> None:
        look = page.look
        dots, stay = placed
        page.let("axis", "Line", point(*dots[0]), point(*dots[-1]), color=look.muted, stroke_width="6")
        page.named("axis", "時間軸", "時間軸", "the axis")
        page.let("marker", "Dot", point(*dots[0]), radius="0.17", color=look.hot)
        says = page.say(
            "{a}から{b}まで。長さは時間の長さのとおりです。",
            "從{a}到{b}，長度按照時間的比例。",
            "From {a} to {b}, drawn to scale.",
            a=dates[0],
            b=dates[-1],
        )
        page.beat("Create(axis)", says=says, seconds=1.2)
        events = self.in_order
        for index, (when, what) in enumerate(events, 1):
            colon = ": " if page.locale is Locale.ENGLISH else "："
            line = f"{dates[index - 1]}{colon}{what}"
            moves = [f"FadeIn(event_{index}, dot_{index})", f"Create(leader_{index})"]
            if index == 1:
                page.beat("FadeIn(marker)", *moves, says=line, seconds=0.9, reads=what)
                continue
            before = events[index - 2][0]
            later = before.until(when, page.locale)
            line = page.say("{later}、{line}", "{later}，{line}", "{later}, {line}", later=later, line=line)
            line = line[:1].upper() + line[1:]
            seconds = 0.5 + (_SLOWEST - 0.5) * (shares[index - 1] - shares[index - 2])
            way = (point(*dots[index - 2]), point(*dots[index - 1]))
            gone = [] if stay[index - 2] else [f"FadeOut(what_{index - 1})"]
            if way[0] != way[1]:
                page.let(f"span_{index}", "Line", *way, color=look.hot, stroke_width="10")
                go = f"marker.animate.move_to({way[1]})"
                page.beat(go, f"Create(span_{index})", *gone, says=line, seconds=round(seconds, 1))
                page.beat(*moves, f"span_{index}.animate.set_stroke({look.main}, 6)", seconds=0.7, reads=what)
            else:
                page.beat(*moves, *gone, says=line, seconds=0.8, reads=what)


def _across(
    page: Page, shares: list[float], dates: list[str], words: list[str]
) -> tuple[list[tuple[float, float]], list[bool]]:
    """Labels above and below a level axis, in turn."""
    look, room = page.look, whole(page.stage)
    on_side = -(-len(words) // 2)
    wide = min(3.6, room.width / on_side - _GAP)
    date_high = height(1, _DATE_SIZE) + 0.14
    high = room.height / 2 - 1.05 - date_high
    size = fitted(words, wide, high, _SIZES) or _SIZES[-1]
    # As narrow as the words are, so that they stand near to their dots.
    rows_of = [wrap(what, wide, size) for what in words]
    widths = [width(row, size) for rows in rows_of for row in rows]
    wide = min(wide, max(*widths, *(width(date, _DATE_SIZE) * 1.1 for date in dates)))
    left, right = room.left + 0.5, room.right - 0.5
    xs = [left + (right - left) * share for share in shares]
    labels = [0.0] * len(words)
    for side in (0, 1):
        low, top = room.left + wide / 2, room.right - wide / 2
        labels[side::2] = _spread(xs[side::2], wide + _GAP, low, top)
    for index, (x, label) in enumerate(zip(xs, labels, strict=True), 1):
        above = index % 2 == 1
        rows = len(rows_of[index - 1])
        tall = height(rows, size)
        sign = 1 if above else -1
        foot = room.y + sign * 0.7
        page.text(f"date_{index}", dates[index - 1], _DATE_SIZE, wide, color=look.hot, bold=True)
        page.text(f"what_{index}", words[index - 1], size, wide, rows=rows, centered=True)
        page.at_most(f"what_{index}", high, side="height")
        # The date is nearer to the axis, on either side.
        page.place(f"date_{index}", label, foot + sign * 0.27)
        page.place(f"what_{index}", label, foot + sign * (0.27 + date_high / 2 + 0.12 + tall / 2))
        _event(page, index, (x, room.y), (label, foot))
    return [(x, room.y) for x in xs], [True] * len(words)


def _down(
    page: Page, shares: list[float], dates: list[str], words: list[str]
) -> tuple[list[tuple[float, float]], list[bool]]:
    """Labels to the right of an upright axis; words that don't all fit stand only while they are told."""
    look, room = page.look, whole(page.stage).inside(0.1)
    axis, begin = room.left + 0.35, room.left + 1.15
    date_size = min(_DATE_SIZE, 24 if len(words) > 7 else _DATE_SIZE)  # noqa: PLR2004 - many stand close
    date_wide = max(width(date, date_size) for date in dates) * 1.08 + 0.3
    wide = room.right - begin - date_wide
    slot = min(1.6, room.height / len(words))
    size = fitted(words, wide, slot - 0.1, _SIZES)
    stay = size is not None
    size = size or 24
    ys = [room.top - 0.3 - (room.height - 0.6) * share for share in shares]
    levels = [-y for y in _spread([-y for y in ys], slot, -room.top + slot / 2, -room.bottom - slot / 2)]
    for index, (y, level) in enumerate(zip(ys, levels, strict=True), 1):
        page.text(
            f"date_{index}",
            dates[index - 1],
            min(_DATE_SIZE, size + 2),
            date_wide - 0.2,
            color=look.hot,
            bold=True,
        )
        page.place(f"date_{index}", begin, level, edge="LEFT")
        rows = len(wrap(words[index - 1], wide, size))
        page.text(f"what_{index}", words[index - 1], size, wide, rows=rows)
        half = height(rows, size) / 2
        middle = min(max(level, room.bottom + half), room.top - half)
        page.place(f"what_{index}", begin + date_wide, level if stay else middle, edge="LEFT")
        _event(page, index, (axis, y), (begin - 0.12, level))
    return [(axis, y) for y in ys], [stay] * len(words)


def _event(page: Page, index: int, dot: tuple[float, float], foot: tuple[float, float]) -> None:
    look = page.look
    page.let(f"dot_{index}", "Dot", point(*dot), radius=number(0.11), color=look.ink)
    page.let(f"leader_{index}", "Line", point(*dot), point(*foot), color=look.muted, stroke_width="2")
    page.let(f"event_{index}", "VGroup", f"date_{index}", f"what_{index}")
    page.named(f"event_{index}", f"出来事 {index}", f"事件 {index}", f"event {index}")


def _spread(wanted: Sequence[float], pitch: float, low: float, high: float) -> list[float]:
    """Places in the order wanted and as near to it as can be, a pitch apart, from ``low`` to ``high``."""
    groups: list[tuple[float, int]] = []  # the middle of those that touch each other, and how many they are
    for place in wanted:
        groups.append((place, 1))
        while len(groups) > 1:
            (one, few), (other, many) = groups[-2:]
            if other - one >= pitch * (few + many) / 2:
                break
            middle = (one * few + other * many) / (few + many)
            groups[-2:] = [(middle, few + many)]
    places = [
        middle + (index - (count - 1) / 2) * pitch for middle, count in groups for index in range(count)
    ]
    for index, place in enumerate(places):
        places[index] = max(place, low + index * pitch)
    for index in reversed(range(len(places))):
        places[index] = min(places[index], high - (len(places) - 1 - index) * pitch)
    return places
