"""Data that a sender wrote: tables, comparisons, dated events, labelled amounts."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from media.authoring.reading import comparisons, lists, numbers, tables, timelines
from media.authoring.reading.names import named
from media.authoring.request import Request
from media.scenes.builder import Builder
from media.scenes.builders.chart import Chart, Kind
from media.scenes.builders.table import Line, Table, Thing
from media.scenes.builders.timeline import Event, Timeline
from media.scenes.charts.rows import Row

_DRAWN_AS: Final = {
    Kind.PIE: r"\bpie\b|円グラフ|割合|シェア|圓餅|饼图|餅圖|占比",
    Kind.LINE: r"\bline (?:chart|graph)\b|\btrend\b|over time|折れ線|推移|折線|折线|走勢|走势",
}
_JOINED: Final = re.compile(r"\s+and\s+|、|，|,\s*|且|而且")
_IS: Final = re.compile(r"^(?:is|are|was|were|has|have)\s+", re.IGNORECASE)


def table(request: Request) -> Iterator[Builder]:
    """Things compared row by row."""
    found = tables.table(request.words)
    if found:
        things = tuple(Thing(name=name) for name in found.columns)
        yield Table(
            things=things, rows=tuple(Line(label=label, values=values) for label, values in found.rows)
        )


def comparison(request: Request) -> Iterator[Builder]:
    """Two things, and what is said of each."""
    found = comparisons.compared(request.words)
    if found and found.left_points and found.right_points:
        yield Table(
            things=(
                Thing(name=found.left, points=_points(found.left, found.left_points)),
                Thing(name=found.right, points=_points(found.right, found.right_points)),
            )
        )


def timeline(request: Request) -> Iterator[Builder]:
    """Dated events."""
    found = timelines.events(request.words)
    if found:
        yield Timeline(events=tuple(Event(when=str(event.year), what=event.label) for event in found))


def chart(request: Request) -> Iterator[Builder]:
    """Labelled amounts, drawn as the sender asks."""
    found = numbers.amounts("\n".join(lists.numbered(request.words)) or request.words)
    if found:
        rows = tuple(Row(label=label, value=Decimal(str(value))) for label, value in found.bars)
        text = f"{request.words}\n{request.instructions}"
        drawn_as = next(named(text, _DRAWN_AS.items()), Kind.BAR)
        yield Chart(rows=rows, unit=found.unit.strip(), subject=found.heading, drawn_as=drawn_as)


def _points(name: str, said: tuple[str, ...]) -> tuple[str, ...]:
    """What is said of a thing, each property by itself: "is reliable and ordered" are two."""
    points: list[str] = []
    for sentence in said:
        rest = sentence[len(name) :].strip() if sentence.lower().startswith(name.lower()) else sentence
        plain = _IS.sub("", rest)
        parts = _JOINED.split(plain)
        short = plain != rest and all(len(part.split()) <= 3 for part in parts)  # noqa: PLR2004 - properties
        points += [part.strip() for part in parts] if short else [sentence]
    return tuple(point[:1].upper() + point[1:] for point in points if point)
