"""The part of the plane that shows what is worth seeing of functions, and where they run in it."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from statistics import median
from typing import Final

import sympy
from sympy import Expr

from media.formulas.functions import FAR, Function, Numeric, Root, is_rational, roots
from media.formulas.written import plain

ONE: Final = sympy.Integer(1)
_VERY_FAR: Final = 1e5
_SAMPLES: Final = 600
_MOST_TICKS: Final = 8
_MANY: Final = 6
_EDGE: Final = 1e-6
_RIM: Final = 0.025
"""The part of an axis at its ends that has no ticks; the arrow takes as much again."""


@dataclass(frozen=True)
class Axis:
    """One axis: its ends and the step of its ticks, counted in a unit, which is 1 or π."""

    low: float
    high: float
    step: sympy.Rational
    unit: Expr = ONE

    @property
    def span(self) -> float:
        """From end to end."""
        return self.high - self.low

    @property
    def cross(self) -> float:
        """Where the other axis stands: at zero, or at the end that is nearest to it."""
        return min(max(0.0, self.low), self.high)

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """The places that get a label, and the labels; where the axes cross there is none."""
        step = float(self.step * self.unit)
        first, last = (
            math.ceil((self.low + _RIM * self.span) / step),
            math.floor((self.high - 2 * _RIM * self.span) / step),
        )
        return [
            (index * step, _label(index * self.step * self.unit))
            for index in range(first, last + 1)
            if abs(index * step - self.cross) > step / 10
        ]


@dataclass(frozen=True)
class Meeting:
    """A place where two functions have the same value, by their indices."""

    one: int
    other: int
    x: Root
    y: Root


@dataclass(frozen=True)
class Window:
    """What is shown of some functions: both axes, and the points in it."""

    functions: tuple[Function, ...]
    x: Axis
    y: Axis

    @cached_property
    def zeros(self) -> tuple[tuple[Root, ...], ...]:
        """Each function's zeros."""
        return tuple(self._seen(_zeros(one, self.x.low, self.x.high), one) for one in self.functions)

    @cached_property
    def turns(self) -> tuple[tuple[Root, ...], ...]:
        """Where each function is higher or lower than on both sides."""
        return tuple(self._seen(_turns(one, self.x.low, self.x.high), one) for one in self.functions)

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """Where two of them meet."""
        return tuple(
            meeting
            for meeting in _meetings(self.functions, self.x.low, self.x.high)
            if self.x.low < meeting.x.near < self.x.high and self.y.low < meeting.y.near < self.y.high
        )

    @cached_property
    def breaks(self) -> tuple[tuple[tuple[Root, Expr | None], ...], ...]:
        """Where each function is not defined, with the value that would fill the gap if there is one."""
        return tuple(
            tuple((place, one.gap(place)) for place in one.breaks(self.x.low, self.x.high))
            for one in self.functions
        )

    def stretches(self, function: Function) -> list[tuple[float, float]]:
        """Where a function runs inside the window without a break."""
        breaks = [root.near for root in function.breaks(self.x.low, self.x.high)]
        return list(stretches(function.value, breaks, self.x, self.y))

    def slopes(self, function: Function) -> list[tuple[float, float]]:
        """Where a function's derivative runs inside the window."""
        breaks = [root.near for root in function.breaks(self.x.low, self.x.high)]

        def slope(place: float) -> float:
            return function.slope(place) if math.isfinite(function.value(place)) else math.nan

        return list(stretches(slope, breaks, self.x, self.y))

    def _seen(self, found: tuple[Root, ...], function: Function) -> tuple[Root, ...]:
        return tuple(
            root
            for root in found
            if self.x.low < root.near < self.x.high and self.y.low < height(function, root).near < self.y.high
        )


def height(function: Function, place: Root) -> Root:
    """The value at a place, as exactly as the place is known."""
    if place.exact is not None:
        exact = function.at(place.exact)
        if exact.is_real and exact.is_finite:
            return Root(float(exact.evalf(17)), exact)
    return Root(function.value(place.near))


def window(
    functions: Sequence[Function],
    between: tuple[float, float] | None = None,
    *,
    points: Sequence[float] = (),
) -> Window:
    """The window that shows the most of the functions, between two ends or with some points in it.

    Raises ValueError where one of the functions has no values.
    """
    all_rational = all(is_rational(one.expression, one.variable) for one in functions)
    reach = _VERY_FAR if all_rational else FAR
    low, high = between or _x_ends(functions, reach, points)
    turning = any(one.expression.has(sympy.sin, sympy.cos, sympy.tan) for one in functions)
    x = axis(low, high, unit=sympy.pi if turning and high - low > math.pi else ONE)
    return Window(tuple(functions), x, _y_axis(functions, x))


def axis(low: float, high: float, *, unit: Expr = ONE, most: int = _MOST_TICKS) -> Axis:
    """An axis with round ticks, at most so many."""
    rough = (high - low) / most / float(unit)
    if unit != 1:
        steps = [sympy.Rational(1, 4), sympy.Rational(1, 2), *(sympy.Integer(2) ** n for n in range(12))]
        return Axis(low, high, next((step for step in steps if step >= rough), steps[-1]), unit)
    size = sympy.Integer(10) ** math.floor(math.log10(rough))
    return Axis(low, high, next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough * 0.999))


def stretches(values: Numeric, breaks: Sequence[float], x: Axis, y: Axis) -> Iterator[tuple[float, float]]:
    """Where a function runs inside a window, up to the window's edges and up to its own breaks."""
    tiny = _EDGE * x.span
    places = {x.low + x.span * index / _SAMPLES for index in range(_SAMPLES + 1)}
    places = {place for place in places if all(abs(place - gap) > tiny for gap in breaks)}
    places |= {
        gap + side * tiny for gap in breaks for side in (-1, 1) if x.low <= gap + side * tiny <= x.high
    }
    begun: float | None = None
    last = x.low

    def inside(place: float) -> float:
        value = values(place)
        return 1.0 if y.low <= value <= y.high else -1.0

    for before, after in pairwise(sorted(places)):
        here, there = inside(before) > 0, inside(after) > 0
        broken = any(before < gap < after for gap in breaks) or _jumps(values, before, after, y.span)
        if here and begun is None:
            begun = before
        if broken or (here and not there):
            if begun is not None:
                last = before if broken else _border(inside, before, after)
                yield begun, last
            begun = None
        elif there and not here:
            begun = _border(inside, after, before)
        if there:
            last = after
    if begun is not None and last > begun:
        yield begun, last


def _border(inside: Numeric, within: float, without: float) -> float:
    """The last place within."""
    for _ in range(40):
        middle = (within + without) / 2
        if inside(middle) > 0:
            within = middle
        else:
            without = middle
    return within


def _jumps(value: Numeric, before: float, after: float, span: float) -> bool:
    """Whether a function jumps between two places next to each other, rather than being steep."""
    if not abs(value(after) - value(before)) > span / 2:
        return False
    for _ in range(40):
        middle = (before + after) / 2
        if abs(value(middle) - value(before)) > abs(value(after) - value(middle)):
            after = middle
        else:
            before = middle
    return abs(value(after) - value(before)) > span / 4


def _zeros(function: Function, low: float, high: float) -> tuple[Root, ...]:
    breaks = function.breaks(low, high)
    found = roots(function.expression, function.variable, low, high)
    return tuple(root for root in found if not _is_among(root, breaks))


def _turns(function: Function, low: float, high: float) -> tuple[Root, ...]:
    breaks = function.breaks(low, high)
    found = list(roots(function.derivative, function.variable, low, high))
    for kink in function.expression.atoms(sympy.Abs):
        found.extend(roots(kink.args[0], function.variable, low, high))
    step = 1e-4
    return tuple(
        root
        for root in sorted(set(found), key=lambda root: root.near)
        if not _is_among(root, breaks)
        and function.slope(root.near - step) * function.slope(root.near + step) < 0
    )


def _meetings(functions: Sequence[Function], low: float, high: float) -> Iterator[Meeting]:
    for (one, left), (other, right) in combinations(enumerate(functions), 2):
        same = right.expression.subs(right.variable, left.variable)
        breaks = (*left.breaks(low, high), *right.breaks(low, high))
        for root in roots(left.expression - same, left.variable, low, high):
            y = height(left, root)
            if not _is_among(root, breaks) and math.isfinite(y.near):
                yield Meeting(one, other, root, y)


def _is_among(root: Root, others: Sequence[Root]) -> bool:
    return any(abs(root.near - other.near) < _EDGE for other in others)


def _x_ends(functions: Sequence[Function], reach: float, more: Sequence[float]) -> tuple[float, float]:
    zeros = [root.near for one in functions for root in _zeros(one, -reach, reach)]
    turns = [root.near for one in functions for root in _turns(one, -reach, reach)]
    breaks = [root.near for one in functions for root in one.breaks(-reach, reach)]
    meetings = [meeting.x.near for meeting in _meetings(functions, -reach, reach)]
    if any(one.expression.has(sympy.sin, sympy.cos, sympy.tan) for one in functions):
        return min([-2.25 * math.pi, *(x - 2 for x in more)]), max([2.25 * math.pi, *(x + 2 for x in more)])
    if len(zeros) > _MANY:
        near = sorted(zeros, key=abs)[:_MANY]
        zeros, turns = near, [x for x in turns if min(near) <= x <= max(near)]
    points = [*zeros, *turns, *breaks, *meetings, *more] or [0.0]
    edges = [place for one in functions for place in _domain(one)]
    if any(math.isfinite(edge) for edge in edges):
        low = max([edge for edge in edges[::2] if math.isfinite(edge)] or [-math.inf])
        high = min([edge for edge in edges[1::2] if math.isfinite(edge)] or [math.inf])
        points.extend(edge for edge in (low, high) if math.isfinite(edge))
        if math.isinf(high):
            points.append(max(low + 6.0, *(1.5 * point for point in points)))
        if math.isinf(low):
            points.append(min(high - 6.0, *(1.5 * point for point in points)))
    points = [*points, 0.0] if min(map(abs, points)) < 2 * (max(points) - min(points)) + 6 else points
    left, right = min(points), max(points)
    middle, half = (left + right) / 2, max(3.0, 0.65 * (right - left))
    return float(math.floor(middle - half)), float(math.ceil(middle + half))


def _domain(function: Function) -> tuple[float, float]:
    """The edges of where it has values at all, near zero; infinite where there are none."""
    places = [-FAR + FAR * index / 200 for index in range(401)]
    defined = [place for place in places if math.isfinite(function.value(place))]
    if not defined:
        raise ValueError(f"“{function.formula.typst()}” has no values near zero to draw.")
    low = defined[0] if defined[0] > places[2] else -math.inf
    high = defined[-1] if defined[-1] < places[-3] else math.inf
    return low, high


def _y_axis(functions: Sequence[Function], x: Axis) -> Axis:
    lows: list[float] = []
    highs: list[float] = []
    points = [meeting.y.near for meeting in _meetings(functions, x.low, x.high)]
    places = [x.low + x.span * (index + 0.31) / 300 for index in range(300)]
    for one in functions:
        values = [value for value in map(one.value, places) if math.isfinite(value)]
        if not values:
            raise ValueError(f"“{one.formula.typst()}” has no values between {x.low:g} and {x.high:g}.")
        turning = [height(one, root).near for root in _turns(one, x.low, x.high)]
        gaps = [one.gap(place) for place in one.breaks(x.low, x.high)]
        core = [
            0.0,
            *(value for value in turning if math.isfinite(value)),
            *(float(gap) for gap in gaps if gap),
        ]
        spread = max(core) - min(core)
        reach = max(1.2 * spread, _usual(values), 0.4 * x.span if None in gaps else 0.0, 1.0)
        lows.append(max(min(values), min(core) - reach))
        highs.append(min(max(values), max(core) + reach))
    low, high = min(*lows, 0.0, *points), max(*highs, 0.0, *points)
    margin = 0.13 * (high - low) or 1.0
    return axis(low - margin, high + margin, most=7)


def _usual(values: Sequence[float]) -> float:
    """How far from zero a function usually runs, without its steep ends."""
    sizes = sorted(map(abs, values))
    return min(sizes[4 * len(sizes) // 5], 1.1 * median(sizes) + 3)


def _label(value: Expr) -> str:
    return plain(value) if value.is_Integer or value.has(sympy.pi) else f"{float(value):g}".replace("-", "−")
