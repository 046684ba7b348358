"""The edges of a graph that a text writes: "A-B 4, A-C 2", "S→A", "AB = 4", "A: B, C; B: D"."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_NAME: Final = r"(?:[A-Z]\d{0,2}|\d{1,2}|[A-Z][a-z]{1,7}|[\u3400-\u9fffァ-ヺー]{1,4})"
_LENGTH: Final = r"(?P<length>\d{1,4}(?:\.\d{1,2})?)(?![\w.]*[A-Za-z\d])"
_EDGE: Final = re.compile(
    rf"(?<![\w.\-])(?P<one>{_NAME})\s?(?P<line><->|->|→|=>|⇒|–|—|−|-|~|↔)\s?(?P<other>{_NAME})(?![A-Za-z\-])"
    rf"(?:\s*(?:[:：=＝(（は]|\s)\s*{_LENGTH}(?!\s*(?:->|→|-)\s*\w))?"
)
_PAIR: Final = re.compile(rf"(?<![\w.])(?P<one>[A-Z])(?P<other>[A-Z])\s*[:：=＝は]?\s*{_LENGTH}")
_NEIGHBOURS: Final = re.compile(
    r"(?<![\w.])(?P<one>[A-Z]\d?)\s*[:：]\s*\[?(?P<others>[A-Z]\d?(?:\s*[,，、]?\s*[A-Z]\d?(?!\s*[:：\w]))*)\]?(?![A-Za-z])"
)
_ONE_WAY: Final = frozenset({"->", "→", "=>", "⇒"})
_FEWEST: Final = 2


@dataclass(frozen=True)
class Edge:
    """From one node to another; ``length`` is None where none is written.

    It is written from ``start`` to ``end``, and leads one way only if it is ``directed``.
    """

    one: str
    other: str
    length: Decimal | None
    directed: bool
    start: int
    end: int


def edges(text: str, *, numbered: bool = False) -> list[Edge]:
    """The edges in their order, if there are at least two; else none.

    Numbers on both sides are taken for a range, as in 2024-25, where no length says that they are nodes, and
    the caller does not know that they are ``numbered``.
    """
    found = [_edge(one, directed=one["line"] in _ONE_WAY) for one in _EDGE.finditer(text)]
    if not numbered and not all(edge.length is not None for edge in found):
        found = [edge for edge in found if not (edge.one.isdigit() and edge.other.isdigit())]
    found = found or [_edge(one, directed=False) for one in _PAIR.finditer(text)] or _of_neighbours(text)
    return found if len(found) >= _FEWEST else []


def _edge(found: re.Match[str], *, directed: bool) -> Edge:
    length = Decimal(found["length"]) if found["length"] else None
    return Edge(found["one"], found["other"], length, directed, *found.span())


def _of_neighbours(text: str) -> list[Edge]:
    """A list of each node's neighbours: where each names the other, the edge leads both ways."""
    pairs = {
        (found["one"], other): found.span()
        for found in _NEIGHBOURS.finditer(text)
        for other in re.findall(r"[A-Z]\d?", found["others"])
    }
    both = all((other, one) in pairs for one, other in pairs)
    return [
        Edge(one, other, None, not both, *span)
        for (one, other), span in pairs.items()
        if not both or one < other
    ]
