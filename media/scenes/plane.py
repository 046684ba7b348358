"""A plane with a grid: one unit is as long on both axes, and all that is asked for is in view."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Final

from media.scenes.page import Page
from media.scenes.room import Room
from media.scenes.source import number

_TIGHTEST: Final = 0.7
"""How near each other lines of the grid may be, in units of the frame."""
_CLEAR: Final = 0.6
_STEPS: Final = tuple(Fraction(size) * Fraction(10) ** power for power in range(-3, 8) for size in (1, 2, 5))


@dataclass(frozen=True)
class Plane:
    """Where the plane stands: its ranges, the step of its grid, and the length of a unit."""

    low_x: float
    high_x: float
    low_y: float
    high_y: float
    step: float
    unit: float
    room: Room

    def at(self, x: float, y: float) -> str:
        """A point of the plane, for a script."""
        return f"plane.c2p({number(x)}, {number(y)})"

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the plane is in the frame."""
        return (
            self.room.x + (x - (self.low_x + self.high_x) / 2) * self.unit,
            self.room.y + (y - (self.low_y + self.high_y) / 2) * self.unit,
        )


def fitted(
    xs: Iterable[float], ys: Iterable[float], room: Room, *, margin: float = 0.6, tightest: float = _TIGHTEST
) -> Plane:
    """The plane that shows the origin and these values, and fills its room."""
    xs, ys = [0.0, *xs], [0.0, *ys]
    wide, high = max(max(xs) - min(xs), 1e-6), max(max(ys) - min(ys), 1e-6)
    unit = min((room.width - 2 * margin) / wide, (room.height - 2 * margin) / high, 1.2)
    step = float(next(step for step in _STEPS if step * Fraction(unit) >= tightest))
    across, up = room.width / unit, room.height / unit
    low_x = (min(xs) + max(xs) - across) / 2
    low_y = (min(ys) + max(ys) - up) / 2
    return Plane(low_x, low_x + across, low_y, low_y + up, step, unit, room)


def lay_plane(
    page: Page, plane: Plane, *, labelled: bool = True, clear: Iterable[tuple[float, float]] = ()
) -> list[str]:
    """Write ``plane``, ``x_ticks`` and ``y_ticks``; gives the names of what is written.

    ``clear`` are points of the frame where other words will stand: there the axes have no numbers.
    """
    taken = list(clear)
    look = page.look
    lines = {"stroke_color": look.panel, "stroke_width": "1.5"}
    style = ", ".join(f'"{key}": {value}' for key, value in lines.items())
    ranges = ((plane.low_x, plane.high_x), (plane.low_y, plane.high_y))
    inner = [[_up(low, plane.step), _down(high, plane.step)] for low, high in ranges]
    x_range, y_range = (f"[{number(low)}, {number(high)}, {number(plane.step)}]" for low, high in inner)
    page.let(
        "plane",
        "NumberPlane",
        x_range=x_range,
        y_range=y_range,
        x_length=number(plane.unit * (inner[0][1] - inner[0][0])),
        y_length=number(plane.unit * (inner[1][1] - inner[1][0])),
        background_line_style=f"{{{style}}}",
        axis_config=f'{{"color": {look.muted}, "stroke_width": 2.5}}',
        faded_line_ratio="0",
    )
    middle = [(low + high) / 2 for low, high in inner]
    page.place("plane", *plane.place(middle[0], middle[1]))
    page.named("plane", "座標平面", "座標平面", "the plane")
    if not labelled:
        return ["plane"]
    names = []
    for axis, (low, high), place, side in (
        ("x", inner[0], "value, 0", "DOWN"),
        ("y", inner[1], "0, value", "LEFT"),
    ):
        count = round((high - low) / plane.step)
        values = [low + plane.step * index for index in range(count + 1)]
        kept = (v for v in values if abs(v) > plane.step / 2 and not _is_taken(plane, axis, v, taken))
        shown = ", ".join(map(number, kept))
        text = f'Text(f"{{value:g}}".replace("-", "−"), font=FONT, font_size=20, color={look.muted})'
        placed = f"{text}.next_to(plane.c2p({place}), {side}, buff=0.1)"
        page.let(f"{axis}_ticks", "VGroup", f"*({placed} for value in [{shown}])")
        names.append(f"{axis}_ticks")
    return ["plane", *names]


def segment(plane: Plane, a: float, b: float, c: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """The part of the line a x + b y = c that the plane shows. Raises LookupError where it shows none."""
    low_x, high_x = _up(plane.low_x, plane.step), _down(plane.high_x, plane.step)
    low_y, high_y = _up(plane.low_y, plane.step), _down(plane.high_y, plane.step)
    found = []
    if b:
        found += [(x, (c - a * x) / b) for x in (low_x, high_x)]
    if a:
        found += [((c - b * y) / a, y) for y in (low_y, high_y)]
    tiny = 1e-9 * max(high_x - low_x, high_y - low_y)
    inside = [
        (x, y) for x, y in found if low_x - tiny <= x <= high_x + tiny and low_y - tiny <= y <= high_y + tiny
    ]
    if not inside:
        raise LookupError("The plane shows no part of the line.")
    return min(inside), max(inside)


def _is_taken(plane: Plane, axis: str, value: float, taken: Iterable[tuple[float, float]]) -> bool:
    """Whether other words stand where an axis would have its number."""
    x, y = plane.place(value, 0) if axis == "x" else plane.place(0, value)
    x, y = (x, y - 0.25) if axis == "x" else (x - 0.3, y)
    return any(abs(x - other) < _CLEAR and abs(y - up) < _CLEAR for other, up in taken)


def _up(value: float, step: float) -> float:
    return ceil(round(value / step, 6)) * step


def _down(value: float, step: float) -> float:
    return floor(round(value / step, 6)) * step


def arrow(page: Page, name: str, start: str, end: str, color: str) -> str:
    """An arrow from point to point."""
    return page.let(
        name,
        "Arrow",
        start,
        end,
        buff="0",
        color=color,
        stroke_width="6",
        max_tip_length_to_length_ratio="0.25",
    )
