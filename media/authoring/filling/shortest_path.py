"""The sender's own graph, and from where to where he wants the shortest way."""

import re
from decimal import Decimal
from typing import Final

from media.authoring.filling import Filled, chosen
from media.authoring.reading.edges import edges
from media.authoring.request import Request
from media.scenes.builders.shortest_path import Road, ShortestPath

_NODE: Final = (
    r"(?:(?:node|vertex|頂点|ノード|節點|节点|顶点|頂點)\s*)?"
    r"(?P<{name}>[A-Z]\d{{0,2}}|\d{{1,2}}|[A-Z][a-z]{{1,7}}|[\u3400-\u9fffァ-ヺー]{{1,4}}?)"
)
_FROM, _TO = _NODE.format(name="start"), _NODE.format(name="end")
_WAYS: Final = (
    re.compile(rf"\b(?:from|between)\s+{_FROM}\s+(?:to|and|until)\s+{_TO}(?![\w-])"),
    re.compile(rf"(?:从|從|由)\s*{_FROM}\s*(?:到|至|走到)\s*{_TO}(?=\s*(?:的|之|最|，|。|,|$))"),
    re.compile(rf"{_FROM}\s*(?:から|到|至)\s*{_TO}(?=\s*(?:まで|への|へ|に|の|的|最))"),
    re.compile(rf"(?<![\w-]){_FROM}\s*(?:to|→|->)\s*{_TO}(?![\w-])(?!\s*[:=]?\s*\d)"),
)
_STARTS: Final = (
    re.compile(
        rf"\b(?:from|(?:start(?:ing)?|source|begin(?:ning)?)(?:\s+(?:at|from|is"
        rf"|node))?)[\s:=]+{_FROM}(?![\w-])"
    ),
    re.compile(rf"{_FROM}\s*(?:から|を始点|を起点|為起點|为起点|出發|出发|開始|开始)"),
)


def fill(request: Request) -> Filled | None:
    """Every edge must have its length; without a beginning the first node is taken, as an example."""
    found = edges(request.words)
    if not found or any(edge.length is None for edge in found):
        return None
    names = {name for edge in found for name in (edge.one, edge.other)}
    one_way = {edge.directed for edge in found}
    if len(one_way) > 1:
        return None
    ways = {
        (place["start"], place["end"])
        for pattern in _WAYS
        for place in pattern.finditer(request.words)
        if {place["start"], place["end"]} <= names
    }
    starts = {start for start, _ in ways}
    if len(starts) > 1:
        return None
    start = starts.pop() if starts else start_in(request.words, names)
    path = ShortestPath(
        edges=tuple(Road(one=edge.one, other=edge.other, length=edge.length or Decimal(0)) for edge in found),
        start=start or found[0].one,
        end=ways.pop()[1] if len(ways) == 1 else "",  # of several, all ways are told
        directed=one_way.pop(),
    )
    return chosen(path, is_example=not start)


def start_in(text: str, names: set[str]) -> str:
    """The node at which the sender begins; empty where he names none.

    Raises ValueError for one that is not in his graph.
    """
    places = [place["start"] for pattern in _STARTS for place in pattern.finditer(text)]
    if places and names.isdisjoint(places):
        raise ValueError("The search begins at a node that no edge has.")
    return next((name for name in places if name in names), "")
