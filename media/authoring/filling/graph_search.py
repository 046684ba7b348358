"""The sender's own graph, where the search begins, and how it goes."""

import re
from typing import Final

from media.authoring.filling import Filled, chosen
from media.authoring.filling.shortest_path import start_in
from media.authoring.reading.edges import edges
from media.authoring.request import Request
from media.scenes.builders.graph_search import GraphSearch, Method

_DEPTH: Final = re.compile(
    r"(?<![a-z])dfs(?![a-z])|depth[\s-]first|深さ優先|深度優先|深度优先", re.IGNORECASE
)
_BREADTH: Final = re.compile(
    r"(?<![a-z])bfs(?![a-z])|breadth[\s-]first|幅優先|廣度優先|广度优先|寬度優先|宽度优先", re.IGNORECASE
)


def fill(request: Request) -> Filled | None:
    """The edges must be without lengths; where no beginning is named, it is the first node, as an example."""
    found = edges(request.words, numbered=True)
    deep, broad = bool(_DEPTH.search(request.words)), bool(_BREADTH.search(request.words))
    one_way = {edge.directed for edge in found}
    if len(one_way) != 1 or deep == broad or any(edge.length is not None for edge in found):
        return None
    start = start_in(request.words, {name for edge in found for name in (edge.one, edge.other)})
    search = GraphSearch(
        edges=tuple((edge.one, edge.other) for edge in found),
        start=start or found[0].one,
        method=Method.DEPTH if deep else Method.BREADTH,
        directed=one_way.pop(),
    )
    return chosen(search, is_example=not start)
