"""Rectangles of the stage, and plane figures fitted into them."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot

from media.scenes.stage import Stage

Point = tuple[float, float]


@dataclass(frozen=True)
class Room:
    """A rectangle of the frame."""

    left: float
    right: float
    bottom: float
    top: float

    @classmethod
    def around(cls, x: float, y: float, width: float, height: float) -> "Room":
        """The rectangle of that size with its middle there."""
        return cls(x - width / 2, x + width / 2, y - height / 2, y + height / 2)

    @property
    def width(self) -> float:
        """From the left edge to the right one."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From the lower edge to the upper one."""
        return self.top - self.bottom

    @property
    def x(self) -> float:
        """The middle, from left to right."""
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        """The middle, from below to above."""
        return (self.bottom + self.top) / 2

    def inside(self, across: float, up: float | None = None) -> "Room":
        """The room without a margin on each side."""
        up = across if up is None else up
        return Room(self.left + across, self.right - across, self.bottom + up, self.top - up)


def whole(stage: Stage) -> Room:
    """The stage as one room."""
    return Room(stage.left, stage.right, stage.bottom, stage.top)


def two(stage: Stage, share: float, gap: float = 0.4, *, beside: bool) -> tuple[Room, Room]:
    """Two rooms, beside or above each other; the first gets that share."""
    room = whole(stage)
    if beside:
        cut = room.left + share * room.width
        return (
            Room(room.left, cut - gap / 2, room.bottom, room.top),
            Room(cut + gap / 2, room.right, room.bottom, room.top),
        )
    cut = room.top - share * room.height
    return (
        Room(room.left, room.right, cut + gap / 2, room.top),
        Room(room.left, room.right, room.bottom, cut - gap / 2),
    )


def divided(room: Room, count: int, *, beside: bool = False) -> list[Room]:
    """A room in as many equal ones, from top to bottom, or beside one another from left to right."""
    if beside:
        wide = room.width / count
        lefts = [room.left + n * wide for n in range(count)]
        return [Room(left, left + wide, room.bottom, room.top) for left in lefts]
    high = room.height / count
    tops = [room.top - n * high for n in range(count)]
    return [Room(room.left, room.right, top - high, top) for top in tops]


@dataclass(frozen=True)
class Fit:
    """Where the points of a figure come to stand in the frame."""

    scale: float
    right: float
    up: float

    def at(self, x: float, y: float) -> Point:
        """A point of the figure in the frame."""
        return (self.right + self.scale * x, self.up + self.scale * y)


def fit(points: Iterable[Point], room: Room) -> Fit:
    """A figure as large as the room lets it be, in its middle."""
    xs, ys = zip(*points, strict=True)
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    scale = min(room.width / wide if wide else room.height, room.height / high if high else room.width)
    return Fit(
        scale,
        room.x - scale * (max(xs) + min(xs)) / 2,
        room.y - scale * (max(ys) + min(ys)) / 2,
    )


def middle(*points: Point) -> Point:
    """The mean of some points."""
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def beside(start: Point, end: Point, inner: Point, gap: float, half_width: float = 0.0) -> Point:
    """Where a label of a side stands: so far from its middle, on the side away from an inner point.

    Labels are wider than high: half their width counts as far as the side is upright.
    """
    (x, y), (dx, dy) = middle(start, end), (end[0] - start[0], end[1] - start[1])
    length = hypot(dx, dy)
    right, up = dy / length, -dx / length
    if right * (inner[0] - x) + up * (inner[1] - y) > 0:
        right, up = -right, -up
    away = gap + half_width * abs(right)
    return x + right * away, y + up * away


def distance(spot: Point, start: Point, end: Point) -> float:
    """How far a point is from a line between two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy or 1e-9
    along = max(0.0, min(1.0, ((spot[0] - start[0]) * dx + (spot[1] - start[1]) * dy) / length))
    return hypot(spot[0] - start[0] - along * dx, spot[1] - start[1] - along * dy)
