"""Labelled shapes and the lines between them: what lists, graphs, trees and machines are drawn of."""

from collections.abc import Iterable
from math import hypot
from typing import Final

from media.scenes.page import SMALLEST_SIZE, Page
from media.scenes.room import Point
from media.scenes.source import number, point
from media.scenes.text import width

INSIDE: Final = 0.9
"""The share of a shape's width that its words may take."""


def fitting(words: str, room: float, largest: float) -> float:
    """The largest font size at which the words fit on a line, but one that can be read."""
    return max(float(SMALLEST_SIZE), min(largest, largest * 0.99 * room / max(width(words, largest), 0.01)))


def fits(words: str, room: float) -> bool:
    """Whether the words can be read on a line of that width."""
    return width(words, SMALLEST_SIZE) <= room


def disc_room(radius: float) -> float:
    """How wide a word in a circle may be."""
    return 2 * radius * INSIDE


def disc(  # noqa: PLR0913 - a circle's own properties
    page: Page, key: str, words: str, at: Point, radius: float, *, size: float = 34
) -> str:
    """A circle with a word in it, ``node_…`` of ``circle_…`` and ``label_…``; gives the name of the whole."""
    look = page.look
    page.let(
        f"circle_{key}",
        "Circle",
        radius=number(radius),
        color=look.main,
        fill_color="BACKGROUND",
        fill_opacity="1",
        stroke_width="4",
    )
    page.place(f"circle_{key}", *at)
    room = disc_room(radius)
    page.text(f"label_{key}", words, fitting(words, room, size), room, bold=True)
    page.place(f"label_{key}", *at)
    return page.let(f"node_{key}", "VGroup", f"circle_{key}", f"label_{key}")


def box(  # noqa: PLR0913 - a box's own properties
    page: Page,
    key: str,
    words: str,
    at: Point,
    size: tuple[float, float],
    *,
    font_size: float = 32,
    rows: int = 1,
    color: str = "",
) -> str:
    """A box with words in it, ``cell_…`` of ``box_…`` and ``word_…``; gives the name of the whole."""
    look = page.look
    page.let(
        f"box_{key}",
        "RoundedRectangle",
        corner_radius="0.12",
        width=number(size[0]),
        height=number(size[1]),
        color=color or look.main,
        fill_color=look.panel,
        fill_opacity="0.35",
        stroke_width="3",
    )
    page.place(f"box_{key}", *at)
    room = size[0] * INSIDE
    page.text(
        f"word_{key}",
        words,
        fitting(words, room * rows, font_size),
        room,
        rows=rows,
        bold=True,
        centered=rows > 1,
    )
    page.place(f"word_{key}", *at)
    return page.let(f"cell_{key}", "VGroup", f"box_{key}", f"word_{key}")


def lit(key: str, color: str) -> str:
    """The animation that gives a box another colour."""
    return f"box_{key}.animate.set_stroke({color}).set_fill({color}, 0.35)"


def calm(page: Page, key: str) -> str:
    """The animation that gives a box the colours again that it began with."""
    return f"box_{key}.animate.set_stroke({page.look.main}).set_fill({page.look.panel}, 0.35)"


def between(start: Point, end: Point, gap: float, other_gap: float | None = None) -> tuple[Point, Point]:
    """The ends of a line from one point to the other that keeps its distances from both."""
    length = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    across, up = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    far = gap if other_gap is None else other_gap
    return (
        (start[0] + across * gap, start[1] + up * gap),
        (end[0] - across * far, end[1] - up * far),
    )


def link(  # noqa: PLR0913 - a line's own properties
    page: Page, name: str, start: Point, end: Point, *, arrow: bool = False, color: str = ""
) -> str:
    """A line or an arrow from point to point."""
    color = color or page.look.muted
    ends = [point(*start), point(*end)]
    if arrow:
        return page.let(
            name,
            "Arrow",
            *ends,
            buff="0",
            color=color,
            stroke_width="4",
            tip_length="0.22",
            max_stroke_width_to_length_ratio="20",
            max_tip_length_to_length_ratio="0.5",
        )
    return page.let(name, "Line", *ends, color=color, stroke_width="4")


def path(page: Page, name: str, corners: Iterable[Point], *, color: str = "", width: float = 4) -> str:
    """A line from corner to corner."""
    page.let(name, "VMobject", color=color or page.look.muted, stroke_width=number(width))
    page.do(f"{name}.set_points_as_corners", f"[{', '.join(point(*corner) for corner in corners)}]")
    return name
