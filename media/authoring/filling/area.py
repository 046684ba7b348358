"""The function and the limits between which the sender wants the area."""

import re
from typing import Final

from media.authoring.filling import Chosen, Filled
from media.authoring.filling.graphs import functions
from media.authoring.request import Request
from media.scenes.builders.area import Area

_END: Final = r"(-?(?:\d+(?:\.\d+)?|π|pi)(?:/\d+)?)"
_LIMITS: Final = re.compile(
    rf"(?:from|between)\s+(?:x\s*=\s*)?{_END}\s+(?:to|and)\s+(?:x\s*=\s*)?{_END}|{_END}\s*(?:から|到|至|~"
    rf"|〜|≤\s*x\s*≤|<=\s*x\s*<=)\s*{_END}",
    re.IGNORECASE,
)


def fill(request: Request) -> Filled | None:
    """The only function; from 0 to 1, as an example, where no limits are given."""
    found = functions(request.words)
    if len(found) != 1:  # between two graphs it is another area
        return None
    limits = _LIMITS.search(request.words)
    if not limits:
        return Chosen(Area(function=found[0]))
    low, high = (one.replace("π", "pi") for one in limits.groups() if one)
    return Area(function=found[0], low=low, high=high)
