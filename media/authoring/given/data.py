"""Data that a sender wrote: tables, comparisons, dated events, labelled amounts."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from media.authoring.asking import asks_for_a_result
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
_CHART: Final = re.compile(
    r"\b(?:charts?|graphs?|plot(?:s|ted)?|bars?|pie|histogram|visuali[sz]e|diagram)\b|グラフ|チャート|図"
    r"|可視化|視覚化"
    r"|[圖图](?!書|书)|视觉化|視覺化|可视化",
    re.IGNORECASE,
)
"""What asks for a chart."""
_ONLY_CHART: Final = re.compile(
    r"(?:(?:please\s+)?(?:draw|make|create|show|plot)\s+(?:me\s+)?)?(?:an?\s+|the\s+)?(?:\w+\s+)?(?:chart"
    r"|graph|plot|diagram)(?:\s+of)?"
    r"|(?:円|棒|折れ線)?グラフ|[^\s]{0,3}[圖图]表?",
    re.IGNORECASE,
)
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
        yield Timeline(events=tuple(Event(when=event.when, what=event.label) for event in found))


def chart(request: Request) -> Iterator[Builder]:
    """Labelled amounts, drawn as the sender asks: where he asks for a chart, or gives little else."""
    text = f"{request.words}\n{request.instructions}"
    if not _CHART.search(text) and not _is_only_data(request):
        return
    found = numbers.amounts("\n".join(lists.numbered(request.words)) or request.words)
    if found:
        rows = tuple(Row(label=label, value=Decimal(str(value))) for label, value in found.bars)
        drawn_as = next(named(text, _DRAWN_AS.items()), Kind.BAR)
        yield Chart(
            rows=rows, unit=found.unit.strip(), subject=_without_the_chart(found.heading), drawn_as=drawn_as
        )


def _is_only_data(request: Request) -> bool:
    is_question = asks_for_a_result(request) or re.search(r"[?？]", request.words)
    return not is_question and numbers.is_data(request.words)


def _without_the_chart(heading: str) -> str:
    """What the values are of; nothing where only a chart is asked for."""
    return "" if _ONLY_CHART.fullmatch(heading) else heading


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
