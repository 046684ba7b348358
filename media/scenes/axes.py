"""Two axes on the stage, with labels, and functions and points in them."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from media.formulas.functions import Function
from media.formulas.window import Axis, axis
from media.formulas.written import numpy
from media.scenes.page import Page
from media.scenes.room import Room
from media.scenes.source import number
from media.scenes.text import UNITS_PER_POINT, width

TICK_SIZE: Final = 22
LABEL_SIZE: Final = 26
_OVER_OTHERS: Final = 1000.0
_SAMPLES: Final = 120
_LABEL: Final = (
    "Text(label, font=FONT, font_size={size}, color={color}).set_stroke(BACKGROUND, 5, background=True)"
    ".next_to({place}, {side}, buff=0.12)"
)


@dataclass(frozen=True)
class Plane:
    """Axes that fill a box. ``name`` is their variable."""

    x: Axis
    y: Axis
    box: Room
    name: str = "axes"

    def draw(self, page: Page, *, names: tuple[str, str] = ("x", "y")) -> list[str]:
        """Write the axes, their names and their ticks' labels; gives the animations that show them."""
        muted = page.look.muted
        page.let(
            self.name,
            "Axes",
            x_range=_range(self.x),
            y_range=_range(self.y),
            x_length=number(self.box.width),
            y_length=number(self.box.height),
            axis_config=f'{{"color": {muted}, "tip_width": 0.16, "tip_height": 0.16}}',
        )
        middle = self.at((self.x.low + self.x.high) / 2, (self.y.low + self.y.high) / 2)
        page.do(f"{self.name}.shift", f"[{number(self.box.x)}, {number(self.box.y)}, 0] - {middle}")
        shown = [f"Create({self.name})"]
        for letter, side, along, place in (
            ("x", "DOWN", self.x, self.at("value", self.y.cross)),
            ("y", "LEFT", self.y, self.at(self.x.cross, "value")),
        ):
            if along.ticks:
                pairs = ", ".join(f'({_precise(value)}, "{label}")' for value, label in along.ticks)
                label = _LABEL.format(size=TICK_SIZE, color=muted, place=place, side=side)
                page.let(f"{self.name}_{letter}", "VGroup", f"*({label} for value, label in [{pairs}])")
                page.do(f"{self.name}_{letter}.set_z_index", "1")
                shown.append(f"FadeIn({self.name}_{letter})")
        shown.extend(self._named(page, *names))
        return shown

    def _named(self, page: Page, across: str, up: str) -> list[str]:
        """The axes' names, at their ends."""
        room = 0.45 * self.box.width
        for name, words, place, side in (
            (f"{self.name}_across", across, self.at(self.x.high, self.y.cross), "UP"),
            (f"{self.name}_up", up, self.at(self.x.cross, self.y.high), "RIGHT"),
        ):
            page.text(name, words, TICK_SIZE + 3, room, color=page.look.muted)
            page.do(f"{name}.set_stroke", "BACKGROUND", "5", background="True")
            page.do(f"{name}.set_z_index", "1")
            page.do(f"{name}.next_to", place, side, buff="0.14")
        if self.x.cross < self.x.high:
            page.do(f"{self.name}_across.align_to", self.at(self.x.high, self.y.cross), "RIGHT")
        page.do(f"{self.name}_up.align_to", self.at(self.x.cross, self.y.high), "UP")
        return [f"FadeIn({self.name}_across)", f"FadeIn({self.name}_up)"]

    def at(self, x: float | str, y: float | str) -> str:
        """A point of the plane, in the script."""
        return f"{self.name}.c2p({_source(x)}, {_source(y)})"

    def spot(self, x: float, y: float) -> tuple[float, float]:
        """A point of the plane, in the frame."""
        return (
            self.box.left + (x - self.x.low) / self.x.span * self.box.width,
            self.box.bottom + (y - self.y.low) / self.y.span * self.box.height,
        )

    def plot(  # noqa: PLR0913 - a curve's own properties
        self,
        page: Page,
        name: str,
        source: str,
        ends: tuple[float, float],
        color: str,
        *,
        width: float = 5,
    ) -> str:
        """Write a curve of NumPy source in x between two ends, rounded so that it stays between them."""
        low, high = math.ceil(ends[0] * 1000 - 1e-6) / 1000, math.floor(ends[1] * 1000 + 1e-6) / 1000
        ranged = f"[{number(low)}, {number(high)}, {_precise((high - low) / _SAMPLES)}]"
        page.let(
            name,
            f"{self.name}.plot",
            f"lambda x: {source}",
            x_range=ranged,
            color=color,
            stroke_width=number(width),
        )
        return name

    def plot_all(
        self, page: Page, name: str, source: str, stretches: Iterable[tuple[float, float]], color: str
    ) -> list[str]:
        """Write a curve in pieces, each between two ends; the first has the name itself."""
        return [
            self.plot(page, f"{name}_piece_{index}" if index else name, source, ends, color)
            for index, ends in enumerate(stretches)
        ]


def fitted(room: Room, low_x: float, high_x: float, low_y: float, high_y: float) -> Plane:
    """A plane of one scale in both directions that holds at least so much; circles are round in it."""
    scale = min(room.width / (high_x - low_x), room.height / (high_y - low_y))
    x, y = (low_x + high_x) / 2, (low_y + high_y) / 2
    across, up = room.width / scale / 2, room.height / scale / 2
    right = axis(x - across, x + across, most=max(3, int(room.width * 1.2)))
    return Plane(right, Axis(y - up, y + up, right.step), room)


def source_of(function: Function) -> str:
    """A function as NumPy source in x."""
    return in_x(numpy(function.expression), str(function.variable))


def in_x(source: str, variable: str) -> str:
    """NumPy source of another variable, in x."""
    if variable == "x":
        return source
    return re.sub(rf"(?<![\w.]){variable}(?!\w)", "x", source)


def _range(axis: Axis) -> str:
    return f"[{_precise(axis.low)}, {_precise(axis.high)}, {_precise(float(axis.step * axis.unit))}]"


def _precise(value: float) -> str:
    return f"{value:.6g}"


def _source(value: float | str) -> str:
    return value if isinstance(value, str) else _precise(value)


@dataclass
class Labels:
    """Places for words beside points of a plane, over no other words and over as little else as can be."""

    plane: Plane
    crowd: list[tuple[float, float]] = field(default_factory=list)
    """Points of the frame where something is drawn."""
    taken: list[Room] = field(default_factory=list)

    def __post_init__(self) -> None:
        plane = self.plane
        size = TICK_SIZE * UNITS_PER_POINT
        for value, label in plane.x.ticks:
            x, y = plane.spot(value, plane.y.cross)
            self._take(x, y - 0.12 - size / 2, width(label, TICK_SIZE), size)
        for value, label in plane.y.ticks:
            x, y = plane.spot(plane.x.cross, value)
            long = width(label, TICK_SIZE)
            self._take(x - 0.12 - long / 2, y, long, size)
        self._take(*plane.spot(plane.x.cross, plane.y.high), 1.0, 0.7)

    def see(self, function: Function, stretches: Iterable[tuple[float, float]]) -> None:
        """Keep clear of a function's curve."""
        for low, high in stretches:
            for index in range(_SAMPLES + 1):
                x = low + (high - low) * index / _SAMPLES
                if math.isfinite(value := function.value(x)):
                    self.crowd.append(self.plane.spot(x, value))

    def write(  # noqa: PLR0913, PLR0917 - a label's own properties
        self, page: Page, name: str, x: float, y: float, words: str, color: str
    ) -> list[str]:
        """Write a label beside a point of the plane, if there is room; gives the animations that show it."""
        place = self._beside(x, y, words, LABEL_SIZE)
        if place is None:
            return []
        page.text(name, words, LABEL_SIZE, self.plane.box.width, color=color)
        page.do(f"{name}.set_stroke", "BACKGROUND", "6", background="True")
        page.place(name, *place)
        return [f"FadeIn({name})"]

    def _beside(self, x: float, y: float, words: str, size: float) -> tuple[float, float] | None:
        """The middle of a label beside a point; the place is taken from then on."""
        across, up = self.plane.spot(x, y)
        wide, high = width(words, size), size * UNITS_PER_POINT * 1.2
        places = [
            (across + right * (wide / 2 + far), up + above * (high / 2 + far), 0.1 * far)
            for far in (0.16, 0.3, 0.55, 0.85)
            for right, above in ((1, 1), (-1, 1), (1, -1), (-1, -1), (0, 1.2), (0, -1.2), (1.1, 0), (-1.1, 0))
        ]
        cost, best = min((place[2] + self._cost(place[0], place[1], wide, high), place) for place in places)
        if cost >= _OVER_OTHERS:
            return None
        self._take(best[0], best[1], wide, high)
        return best[0], best[1]

    def _take(self, x: float, y: float, wide: float, high: float) -> None:
        self.taken.append(Room(x - wide / 2, x + wide / 2, y - high / 2, y + high / 2))

    def _cost(self, x: float, y: float, wide: float, high: float) -> float:
        box = Room(x - wide / 2, x + wide / 2, y - high / 2, y + high / 2)
        frame = self.plane.box
        out = (
            box.left < frame.left
            or box.right > frame.right
            or box.bottom < frame.bottom
            or box.top > frame.top
        )
        over = sum(
            box.left < other.right + 0.08
            and other.left < box.right + 0.08
            and box.bottom < other.top + 0.04
            and other.bottom < box.top + 0.04
            for other in self.taken
        )
        crossed = sum(box.left < px < box.right and box.bottom < py < box.top for px, py in self.crowd)
        axis_x, axis_y = self.plane.spot(self.plane.x.cross, self.plane.y.cross)
        crossed += 2 * (box.left < axis_x < box.right) + 2 * (box.bottom < axis_y < box.top)
        return _OVER_OTHERS * (out + over) + 0.3 * crossed
