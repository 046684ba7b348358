"""The function whose slope the sender asks for, and the place."""

import re
from typing import Final

from media.authoring.filling import Filled, chosen
from media.authoring.filling.graphs import functions
from media.authoring.request import Request
from media.scenes.builders.tangent import Tangent

_AT: Final = re.compile(
    r"\b(?:at|where|when)\s+(?:the\s+point\s+)?x\s*=\s*(-?[\dπ./]+)|x\s*=\s*(-?[\dπ./]+)\s*(?:に|で|の|處|处)"
)


def fill(request: Request) -> Filled | None:
    """The first function; at 1, as an example, where no place is given."""
    found = functions(request.words)
    if not found:
        return None
    at = _AT.search(request.words)
    place = next(filter(None, at.groups()), "1") if at else "1"
    return chosen(Tangent(function=found[0], at=place), is_example=not at)
