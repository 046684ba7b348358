"""When each part of a text is heard."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple


class Stretch(NamedTuple):
    """``text[start:end]`` is heard from ``start_ms`` to ``end_ms``."""

    start: int
    end: int
    start_ms: float
    end_ms: float


class Clock:
    """Tells when a text is heard: known for stretches of it, and within them in proportion to the weights.

    The stretches, at least one, are in order and do not overlap, in the text nor in time.
    """

    def __init__(self, stretches: Sequence[Stretch], weights: Sequence[float]) -> None:
        self._stretches = stretches
        self._starts = [stretch.start for stretch in stretches]
        self._weight = list(accumulate(weights, initial=0.0))

    def starts(self, at: int) -> float:
        """When the text from character ``at`` on begins to be heard, in ms."""
        number = max(0, bisect_right(self._starts, at) - 1)
        if at >= self._stretches[number].end and number + 1 < len(self._stretches):
            number += 1
        return self._within(self._stretches[number], at)

    def ends(self, at: int) -> float:
        """When the text before character ``at`` has been heard, in ms."""
        number = max(0, bisect_right(self._starts, at - 1) - 1)
        return self._within(self._stretches[number], at)

    def _within(self, stretch: Stretch, at: int) -> float:
        at = min(max(at, stretch.start), stretch.end)
        before, whole = (self._weight[to] - self._weight[stretch.start] for to in (at, stretch.end))
        share = before / whole if whole else (at - stretch.start) / max(1, stretch.end - stretch.start)
        return stretch.start_ms + share * (stretch.end_ms - stretch.start_ms)
