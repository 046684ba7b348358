"""Points of data in a plane: two axes with ticks that hold them all, and dots."""

from collections.abc import Sequence

from media.formulas.window import axis
from media.scenes.axes import Plane
from media.scenes.page import Page
from media.scenes.room import Point, Room
from media.scenes.source import number

_MARGIN = 0.12


def plane_of(points: Sequence[Point], room: Room) -> Plane:
    """Axes in which all points have some room around them; the origin is shown where it is near."""
    ranges = []
    for values, long in (([x for x, _ in points], room.width), ([y for _, y in points], room.height)):
        low, high = min(values), max(values)
        span = (high - low) or 1.0
        low, high = low - _MARGIN * span, high + _MARGIN * span
        if 0 < low < span:
            low = 0.0
        ranges.append(axis(low, high, most=max(3, int(long * 1.1))))
    return Plane(ranges[0], ranges[1], room)


def dot(page: Page, name: str, plane: Plane, at: Point, color: str, *, radius: float = 0.1) -> str:  # noqa: PLR0913 - what is drawn, and where
    """A dot at a point of the plane; gives its name."""
    return page.let(name, "Dot", plane.at(*at), radius=number(radius), color=color)
