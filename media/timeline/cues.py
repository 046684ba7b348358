"""Captions: the narration word for word, in portions that fit the picture and can be read in their time."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from contracts.video import Cue
from media.timeline.clock import Clock
from media.timeline.ruler import Ruler
from media.timeline.text import HAN_OR_KANA, Break, Piece, may_break, pieces

SHORTEST_MS: Final = 800
LONGEST_MS: Final = 6000
"""The longest that a cue is shown, as far as the speech and the end of its scene allow."""
FLICKER_MS: Final = 300
"""The gap below which one cue follows another without any."""
_COMFORTABLE_MS: Final = (1200, 4500)
_UNSPACED_MS, _SPACED_MS = 110, 56
"""The time to read a character: 9 a second in writing without spaces between words, 18 in other."""
_END_COST: Final = {
    Break.SENTENCE: 0.0,
    Break.CLAUSE: 1.0,
    Break.PHRASE: 3.0,
    Break.WORD: 5.0,
    Break.LEANING: 9.0,
}
"""The cost of a cue that ends there; the costs that follow are in the same unit."""
_INNER_COST: Final = {Break.SENTENCE: 5.0, Break.CLAUSE: 0.3}
_LINE_COST: Final = {Break.WORD: 0.6, Break.PHRASE: 0.3, Break.LEANING: 2.0}
_UNEVEN_COST: Final = 3.0
_NARROW, _NARROW_COST = 0.3, 10.0
"""The part of a line below which a cue looks lost, and what that costs."""
_HURRIED_COST, _LONG_COST = 0.01, 0.001
"""The costs of each ms beyond what is comfortable."""
_LIMIT_COST: Final = 15.0


class _Portion(NamedTuple):
    """The pieces from ``first`` up to, not including, ``end``; a second line begins with ``middle``."""

    first: int
    middle: int
    end: int


def cues(  # noqa: PLR0913 - words, times and room are six things
    narration: str, language: str, clock: Clock, ruler: Ruler, *, offset_ms: float, until_ms: float
) -> list[Cue]:
    """The captions of one narration, which is heard from ``offset_ms`` on; none is shown after ``until_ms``.

    Each begins with its first word; they do not overlap. White space is a space, or the end of a line.
    """
    whole = [part for piece in pieces(narration, language) for part in _fitting(piece, narration, ruler)]
    portions = _Portions(narration, whole, clock, ruler, until_ms - offset_ms)
    return list(_timed(portions, offset_ms))


def _fitting(piece: Piece, text: str, ruler: Ruler) -> Iterator[Piece]:
    """A piece, or where it is wider than a line, parts of it that are not."""
    start = piece.start
    while (reach := _reach(text, start, piece.end, ruler)) < piece.end:
        allowed = [at for at in range(start + 1, reach + 1) if may_break(text, at, at)]
        cut = max(allowed, default=reach)
        yield Piece(start, cut, Break.LEANING)
        start = cut
    yield Piece(start, piece.end, piece.after)


def _reach(text: str, start: int, end: int, ruler: Ruler) -> int:
    """How far a line goes that begins at ``start``, one character at least."""
    widths = accumulate(ruler.width(character) for character in text[start:end])
    return start + max(1, sum(width <= ruler.line for width in widths))


class _Portions:
    """The narration's pieces, and the best way to make cues of them. Times count from its start, in ms."""

    def __init__(self, text: str, whole: Sequence[Piece], clock: Clock, ruler: Ruler, until: float) -> None:
        self._text = text
        self._pieces = whole
        self._line = ruler.line
        self._reach = list(accumulate(map(ruler.width, text), initial=0.0))
        self._inner = list(accumulate((_INNER_COST.get(one.after, 0.0) for one in whole), initial=0.0))
        self.starts = [*(clock.starts(one.start) for one in whole), until]
        self.ends = [clock.ends(one.end) for one in whole]

    def best(self) -> list[_Portion]:
        """The cheapest portions, by dynamic programming."""
        costs = [0.0]
        ways: list[_Portion] = []
        for end in range(1, len(self._pieces) + 1):
            options = []
            for first in range(end - 1, -1, -1):
                if self._width(first, end) > 2 * self._line:
                    break
                if (middle := self._middle(first, end)) is not None:
                    portion = _Portion(first, middle, end)
                    options.append((costs[first] + self._cost(portion), portion))
            cost, portion = min(options)
            costs.append(cost)
            ways.append(portion)
        chosen: list[_Portion] = []
        at = len(self._pieces)
        while at:
            chosen.append(ways[at - 1])
            at = ways[at - 1].first
        return chosen[::-1]

    def lines(self, portion: _Portion) -> str:
        """The text of a cue."""
        first, middle, end = portion
        return "\n".join(
            self._text_of(*part) for part in ((first, middle), (middle, end)) if part[0] < part[1]
        )

    def reading(self, portion: _Portion) -> float:
        """How long it takes to read."""
        characters = self._text_of(portion.first, portion.end).replace(" ", "")
        return sum(_UNSPACED_MS if HAN_OR_KANA.match(character) else _SPACED_MS for character in characters)

    def _text_of(self, first: int, end: int) -> str:
        return " ".join(self._text[self._pieces[first].start : self._pieces[end - 1].end].split())

    def _width(self, first: int, end: int) -> float:
        return self._reach[self._pieces[end - 1].end] - self._reach[self._pieces[first].start]

    def _middle(self, first: int, end: int) -> int | None:
        """Where the second line begins (``end``: there is none), or None if the pieces do not fit."""
        if self._width(first, end) <= self._line:
            return end
        fitting = [
            middle
            for middle in range(first + 1, end)
            if self._width(first, middle) <= self._line and self._width(middle, end) <= self._line
        ]
        return min(fitting, key=lambda middle: self._line_cost(first, middle, end), default=None)

    def _line_cost(self, first: int, middle: int, end: int) -> float:
        if middle == end:
            return 0.0
        uneven = (self._width(first, middle) - self._width(middle, end)) / self._line
        return _UNEVEN_COST * uneven**2 + _LINE_COST.get(self._pieces[middle - 1].after, 0.0)

    def _cost(self, portion: _Portion) -> float:
        first, middle, end = portion
        room = self.starts[end] - self.starts[first]
        spoken = self.ends[end - 1] - self.starts[first]
        shortest, longest = _COMFORTABLE_MS
        cost = _END_COST[self._pieces[end - 1].after] + self._inner[end - 1] - self._inner[first]
        cost += self._line_cost(first, middle, end)
        cost += _NARROW_COST * max(0.0, _NARROW - self._width(first, end) / self._line)
        cost += _HURRIED_COST * max(0.0, shortest - room) + _LONG_COST * max(0.0, spoken - longest)
        if room < SHORTEST_MS or spoken > LONGEST_MS:
            cost += _LIMIT_COST
        return cost


def _timed(portions: _Portions, offset: float) -> Iterator[Cue]:
    for portion in portions.best():
        start, following = portions.starts[portion.first], portions.starts[portion.end]
        wanted = max(portions.ends[portion.end - 1], start + max(SHORTEST_MS, portions.reading(portion)))
        end = min(wanted, following, start + LONGEST_MS)
        if following - end < FLICKER_MS:
            end = following if following - start <= LONGEST_MS else following - FLICKER_MS
        yield Cue(start_ms=round(offset + start), end_ms=round(offset + end), text=portions.lines(portion))
