"""A number line: sums as jumps, points, or a range of numbers."""

from math import atan
from typing import Literal

from contracts.model import Model
from media.authoring.scenes.page import Page
from media.scenes.source import literal, number

_LENGTH = 11.6
_MOST_TICKS = 13
_HIGHEST_ARC = 0.9
_STEPS = (0.25, 0.5, *(size * 10**power for power in range(8) for size in (1, 2, 5)))


class Jump(Model):
    """A step along the line from where the last one ended."""

    by: float


class Range(Model):
    """The numbers between two ends; an end that is missing is open to infinity."""

    low: float | None = None
    high: float | None = None
    low_included: bool = False
    high_included: bool = False


class NumberLine(Model):
    """What to show: ``jumps`` from ``start``, single ``points``, or a ``range``."""

    mode: Literal["jumps", "points", "range"]
    start: float = 0
    jumps: tuple[Jump, ...] = ()
    points: tuple[float, ...] = ()
    range: Range = Range()
    formula: str = ""


def build(page: Page) -> None:
    """Write the number line."""
    show = NumberLine.model_validate(page.scene.show)
    page.heading()
    low, high, step = _span(show)
    _line(page, low, high, step)
    if show.formula:
        page.let("formula", "MathTypst", literal(show.formula), font_size="56", color=page.look.accent(2))
        page.at_most("formula", 11.0)
        page.do("formula.move_to", "UP * 1.75")
    page.beat("Create(line)", "FadeIn(labels)", seconds=1.0, quiet=True)
    match show.mode:
        case "jumps":
            _jumps(page, show, _LENGTH / (high - low))
        case "points":
            _points(page, show.points)
        case "range":
            _range(page, show.range, low, high)
    if show.formula:
        page.beat("Write(formula)", seconds=0.9)


def _span(show: NumberLine) -> tuple[float, float, float]:
    marks = [0.0]
    match show.mode:
        case "jumps":
            marks.append(show.start)
            for jump in show.jumps:
                marks.append(marks[-1] + jump.by)
        case "points":
            marks.extend(show.points)
        case "range":
            marks.extend(end for end in (show.range.low, show.range.high) if end is not None)
    low, high = min(marks), max(marks)
    step = next(step for step in _STEPS if (high - low) / step <= _MOST_TICKS - 4)
    margin = 2 if high - low < 8 * step else 1
    below = 0 if show.mode == "points" and low >= 0 else margin
    return (low // step - below) * step, (-(-high // step) + margin) * step, step


def _line(page: Page, low: float, high: float, step: float) -> None:
    look = page.look
    page.let(
        "line",
        "NumberLine",
        x_range=f"[{number(low)}, {number(high)}, {number(step)}]",
        length=number(_LENGTH),
        color=look.muted,
        stroke_width="4",
        include_tip="True",
        tip_width="0.22",
        tip_height="0.22",
    )
    page.do("line.move_to", "DOWN * 0.5")
    ticks = [low + step * index for index in range(round((high - low) / step))]
    words = f'Text(str(value).replace("-", "−"), font=FONT, font_size=24, color={look.ink})'
    page.for_each("labels", list(map(number, ticks)), words, "line.n2p(value), DOWN, buff=0.3")


def _label(value: float) -> str:
    return number(value).replace("-", "−")


def _jumps(page: Page, show: NumberLine, unit: float) -> None:
    look = page.look
    here = show.start
    page.let("dot", "Dot", f"line.n2p({number(here)})", radius="0.13", color=look.accent(2))
    page.beat("FadeIn(dot, scale=2)", seconds=0.6)
    for index, jump in enumerate(show.jumps, 1):
        there = here + jump.by
        # Forward above the line, backward below it: the arrows never cross.
        color, side, offset = (
            (look.accent(1), "UP", "UP * 0.2") if jump.by >= 0 else (look.accent(3), "DOWN", "DOWN * 0.75")
        )
        page.let(
            f"jump_{index}",
            "CurvedArrow",
            f"line.n2p({number(here)}) + {offset}",
            f"line.n2p({number(there)}) + {offset}",
            angle=number(-_arc(abs(jump.by) * unit)),
            color=color,
            tip_length="0.22",
        )
        page.let(
            f"amount_{index}",
            "Text",
            literal(("+" if jump.by >= 0 else "−") + number(abs(jump.by))),
            font="FONT",
            font_size="32",
            color=color,
        )
        page.do(f"amount_{index}.next_to", f"jump_{index}", side, buff="0.12")
        page.beat(
            f"Create(jump_{index})",
            f"FadeIn(amount_{index})",
            f"dot.animate.move_to(line.n2p({number(there)}))",
            seconds=1.3,
        )
        here = there


def _arc(length: float) -> float:
    """The angle of an arrow that rises no more than there is room for."""
    return min(1.6, 4 * atan(2 * _HIGHEST_ARC / length)) if length else 1.6


def _points(page: Page, points: tuple[float, ...]) -> None:
    shown = []
    for index, value in enumerate(points, 1):
        color = page.look.accent(index - 1)
        page.let(f"dot_{index}", "Dot", f"line.n2p({number(value)})", radius="0.14", color=color)
        page.let(f"value_{index}", "Text", literal(_label(value)), font="FONT", font_size="34", color=color)
        page.do(f"value_{index}.next_to", f"dot_{index}", "UP", buff="0.3")
        shown.append(f"FadeIn(dot_{index}, value_{index}, shift=DOWN * 0.4)")
    page.beat(*shown, seconds=1.0)


def _range(page: Page, shown: Range, low: float, high: float) -> None:
    color = page.look.accent(0)
    start = low if shown.low is None else shown.low
    end = high if shown.high is None else shown.high
    page.let(
        "part",
        "Line",
        f"line.n2p({number(start)})",
        f"line.n2p({number(end)})",
        color=color,
        stroke_width="12",
    )
    ends = []
    for name, place, included in (
        ("low_end", shown.low, shown.low_included),
        ("high_end", shown.high, shown.high_included),
    ):
        if place is None:
            continue
        page.let(
            name,
            "Circle",
            radius="0.15",
            color=color,
            fill_color=color if included else "BACKGROUND",
            fill_opacity="1",
            stroke_width="5",
        )
        page.do(f"{name}.move_to", f"line.n2p({number(place)})")
        ends.append(f"FadeIn({name}, scale=1.5)")
    if ends:
        page.beat(*ends, seconds=0.7)
    # Below the ends, so that an open end stays open.
    page.do("part.set_z_index", "-1")
    page.beat("Create(part)", seconds=1.1)
