"""How methods of sorting go, comparison by comparison. Items are the places at which their values began."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final


class Method(StrEnum):
    """A way to sort."""

    BUBBLE = "bubble"
    SELECTION = "selection"
    INSERTION = "insertion"
    MERGE = "merge"
    QUICK = "quick"


@dataclass(frozen=True)
class Compare:
    """Two items are compared; ``one`` stands to the left."""

    one: int
    other: int


@dataclass(frozen=True)
class Swap:
    """Two items change places; ``one`` stood to the left."""

    one: int
    other: int


@dataclass(frozen=True)
class Key:
    """The item that a pass is about: the least so far, the one to be put in, the pivot."""

    item: int


@dataclass(frozen=True)
class Pass:
    """What one pass does between two places (both included), and the items that are sorted after it."""

    low: int
    high: int
    events: tuple[Compare | Swap | Key, ...]
    settled: tuple[int, ...]

    @property
    def comparisons(self) -> int:
        """How many there are."""
        return sum(isinstance(event, Compare) for event in self.events)

    @property
    def swaps(self) -> int:
        """How many there are."""
        return sum(isinstance(event, Swap) for event in self.events)


def passes(method: Method, values: Sequence[Decimal]) -> tuple[Pass, ...]:
    """All passes of a method that swaps; raises KeyError for merge sort, which does not."""
    return tuple(_METHODS[method](values, list(range(len(values)))))


def _bubble(values: Sequence[Decimal], order: list[int]) -> Iterator[Pass]:
    for end in range(len(order) - 1, 0, -1):
        events: list[Compare | Swap | Key] = []
        swapped = False
        for place in range(end):
            one, other = order[place], order[place + 1]
            events.append(Compare(one, other))
            if values[one] > values[other]:
                order[place], order[place + 1] = other, one
                events.append(Swap(one, other))
                swapped = True
        last = end == 1 or not swapped
        yield Pass(0, end, tuple(events), tuple(order[: end + 1] if last else order[end : end + 1]))
        if last:
            return


def _selection(values: Sequence[Decimal], order: list[int]) -> Iterator[Pass]:
    end = len(order) - 1
    for start in range(end):
        least = start
        events: list[Compare | Swap | Key] = [Key(order[least])]
        for place in range(start + 1, len(order)):
            events.append(Compare(order[least], order[place]))
            if values[order[place]] < values[order[least]]:
                least = place
                events.append(Key(order[least]))
        if least != start:
            events.append(Swap(order[start], order[least]))
            order[start], order[least] = order[least], order[start]
        yield Pass(start, end, tuple(events), tuple(order[start:] if start == end - 1 else [order[start]]))


def _insertion(values: Sequence[Decimal], order: list[int]) -> Iterator[Pass]:
    yield Pass(0, 0, (), (order[0],))
    for start in range(1, len(order)):
        key = order[start]
        events: list[Compare | Swap | Key] = [Key(key)]
        for place in range(start - 1, -1, -1):
            events.append(Compare(order[place], key))
            if values[order[place]] <= values[key]:
                break
            events.append(Swap(order[place], key))
            order[place], order[place + 1] = key, order[place]
        yield Pass(0, start, tuple(events), (key,))


def _quick(values: Sequence[Decimal], order: list[int]) -> Iterator[Pass]:
    parts = [(0, len(order) - 1)]
    while parts:
        low, high = parts.pop()
        pivot, border = order[high], low
        events: list[Compare | Swap | Key] = [Key(pivot)]
        for place in range(low, high):
            events.append(Compare(order[place], pivot))
            if values[order[place]] < values[pivot]:
                events.extend(_exchange(order, border, place))
                border += 1
        events.extend(_exchange(order, border, high))
        sides = [(low, border - 1), (border + 1, high)]
        alone = [order[one] for one, other in sides if one == other]
        yield Pass(low, high, tuple(events), (pivot, *alone))
        parts.extend((one, other) for one, other in reversed(sides) if one < other)


def _exchange(order: list[int], one: int, other: int) -> Iterator[Swap]:
    if one != other:
        yield Swap(order[one], order[other])
        order[one], order[other] = order[other], order[one]


_METHODS: Final[Mapping[Method, Callable[[Sequence[Decimal], list[int]], Iterator[Pass]]]] = {
    Method.BUBBLE: _bubble,
    Method.SELECTION: _selection,
    Method.INSERTION: _insertion,
    Method.QUICK: _quick,
}


@dataclass(frozen=True)
class Take:
    """The next item of a merge; ``over`` is the one that it was compared with, if any was left."""

    item: int
    over: int | None


@dataclass(frozen=True)
class Merge:
    """A part of the places (both included) at a depth, and how it is put together of its two halves."""

    depth: int
    low: int
    high: int
    takes: tuple[Take, ...]


def parts(count: int) -> tuple[tuple[tuple[int, int], ...], ...]:
    """The parts at each depth that merge sort splits its places into, both ends included."""
    depths: list[tuple[tuple[int, int], ...]] = [((0, count - 1),)]
    while any(low < high for low, high in depths[-1]):
        halves = []
        for low, high in depths[-1]:
            if low < high:
                middle = (low + high) // 2
                halves.extend([(low, middle), (middle + 1, high)])
        depths.append(tuple(halves))
    return tuple(depths)


def merges(values: Sequence[Decimal]) -> tuple[Merge, ...]:
    """All merges of merge sort, the deepest first, from left to right."""
    order = list(range(len(values)))
    done = []
    depths = parts(len(values))
    for depth in range(len(depths) - 2, -1, -1):
        for low, high in depths[depth]:
            if low < high:
                middle = (low + high) // 2
                takes = tuple(_merge(values, order[low : middle + 1], order[middle + 1 : high + 1]))
                order[low : high + 1] = [take.item for take in takes]
                done.append(Merge(depth, low, high, takes))
    return tuple(done)


def _merge(values: Sequence[Decimal], left: list[int], right: list[int]) -> Iterator[Take]:
    while left and right:
        if values[right[0]] < values[left[0]]:
            yield Take(right.pop(0), left[0])
        else:
            yield Take(left.pop(0), right[0])
    yield from (Take(item, None) for item in left + right)
