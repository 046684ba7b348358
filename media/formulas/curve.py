"""What is worth seeing of a curve: where it runs, where it crosses the x axis, where it turns."""

import math
from dataclasses import dataclass
from statistics import median

from media.formulas.formula import Formula

_FAR = 10.0
_SAMPLES = 800
_HIGHEST = 8.0
_TICKS = 7
_MANY_MARKS = 6
_FEWEST_POINTS = 3


@dataclass(frozen=True)
class Axis:
    """One axis: its ends and the step of its ticks."""

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> list[float]:
        """The values that get a label; zero is clear without."""
        first, last = math.ceil(self.low / self.step + 1e-6), math.floor(self.high / self.step - 1e-6)
        return [round(index * self.step, 6) for index in range(first, last + 1) if index]


@dataclass(frozen=True)
class Curve:
    """A view of a formula: the axes, the stretches to draw, and the points to mark."""

    x_axis: Axis
    y_axis: Axis
    stretches: tuple[tuple[float, float], ...]
    zeros: tuple[float, ...]
    turns: tuple[float, ...]


def view(formula: Formula) -> Curve | None:
    """The view that shows the most of a formula in x; ``None`` where it has no values."""
    xs = [-_FAR + 2 * _FAR * index / _SAMPLES for index in range(_SAMPLES + 1)]
    ys = [formula.value(x) for x in xs]
    if sum(map(math.isfinite, ys)) < _SAMPLES // 20:
        return None
    zeros = _zeros(formula, xs, ys)
    turns = _turns(xs, ys)
    low, high = _x_range(zeros + turns, xs, ys)
    inside = [(x, y) for x, y in zip(xs, ys, strict=True) if low <= x <= high]
    y_axis = _y_axis([y for _, y in inside if math.isfinite(y)], [formula.value(x) for x in turns])
    return Curve(
        Axis(low, high, _step(low, high)),
        y_axis,
        tuple(_stretches(inside, y_axis)),
        tuple(x for x in zeros if low < x < high),
        tuple(x for x in turns if low < x < high and y_axis.low < formula.value(x) < y_axis.high),
    )


def _zeros(formula: Formula, xs: list[float], ys: list[float]) -> list[float]:
    found: list[float] = []
    for left, right, one, other in zip(xs, xs[1:], ys, ys[1:], strict=False):
        if one == 0:
            found.append(left)
        elif one * other < 0 and abs(one - other) < _HIGHEST:
            found.append(_bisected(formula, left, right))
    return found


def _bisected(formula: Formula, left: float, right: float) -> float:
    rising = formula.value(right) > 0
    for _ in range(40):
        middle = (left + right) / 2
        if (formula.value(middle) > 0) == rising:
            right = middle
        else:
            left = middle
    return round(left, 3)


def _turns(xs: list[float], ys: list[float]) -> list[float]:
    found: list[float] = []
    for index in range(1, len(xs) - 1):
        before, here, after = ys[index - 1 : index + 2]
        bend = before - 2 * here + after
        if (here - before) * (after - here) < 0 and abs(bend) < 1 and bend:
            # The parabola through the three points turns here.
            found.append(round(xs[index] + (xs[1] - xs[0]) * (before - after) / (2 * bend), 3))
        elif here == before != after and index > 1 and (here - ys[index - 2]) * (after - here) < 0:
            found.append(round((xs[index - 1] + xs[index]) / 2, 4))
    return found


def _x_range(marks: list[float], xs: list[float], ys: list[float]) -> tuple[float, float]:
    defined = [x for x, y in zip(xs, ys, strict=True) if math.isfinite(y)]
    if defined[0] > -_FAR / 2:  # a root or a logarithm: it begins somewhere
        return min(-1.0, math.floor(defined[0]) - 1.0), math.floor(defined[0]) + 8.0
    if len(marks) > _MANY_MARKS:
        return -7.0, 7.0
    near = [x for x in marks if abs(x) < _FAR - 1] or [0.0]
    middle = (min(near) + max(near)) / 2
    half = max(3.0, (max(near) - min(near)) / 2 + 1.5)
    low, high = math.floor(middle - half), math.ceil(middle + half)
    return float(min(low, -1)), float(max(high, 1))


def _y_axis(ys: list[float], turning: list[float]) -> Axis:
    lowest, highest = min(ys), max(ys)
    # A steep curve leaves the view rather than flatten what is interesting about it.
    core = [y for y in turning if math.isfinite(y)] or [0.0]
    reach = max(4.0, 2.0 * (max(core) - min(core)), 1.2 * median(map(abs, ys)))
    low = max(lowest, min([*core, 0.0]) - reach)
    high = min(highest, max([*core, 0.0]) + reach)
    low, high = min(low, 0.0), max(high, 0.0)
    margin = max(0.12 * (high - low), 0.3)
    step = _step(low - margin, high + margin)
    return Axis(
        round(low - margin, 3) if low < 0 else -step * 0.6,
        round(high + margin, 3) if high > 0 else step * 0.6,
        step,
    )


def _step(low: float, high: float) -> float:
    rough = (high - low) / _TICKS
    size = 10.0 ** math.floor(math.log10(rough))
    return next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough * 0.8)


def _stretches(points: list[tuple[float, float]], y_axis: Axis) -> list[tuple[float, float]]:
    """Where the curve runs inside the view without a break."""
    runs: list[list[tuple[float, float]]] = [[]]
    for x, y in points:
        seen = y_axis.low <= y <= y_axis.high
        broken = runs[-1] and abs(y - runs[-1][-1][1]) > 0.5 * (y_axis.high - y_axis.low)
        if not seen or broken:
            runs.append([])
        if seen:
            runs[-1].append((x, y))
    return [(round(run[0][0], 3), round(run[-1][0], 3)) for run in runs if len(run) >= _FEWEST_POINTS]
