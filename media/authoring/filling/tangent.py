"""The function whose slope the sender asks for, and the place."""

import re
from typing import Final

from media.authoring.filling.graphs import functions
from media.authoring.request import Request
from media.scenes.builders.tangent import Tangent

_AT: Final = re.compile(
    r"\b(?:at|where|when)\s+(?:the\s+point\s+)?x\s*=\s*(-?[\dπ./]+)|x\s*=\s*(-?[\dπ./]+)\s*(?:に|で|の|處|处)"
)


def fill(request: Request) -> Tangent | None:
    """The first function."""
    found = functions(request.words)
    if not found:
        return None
    at = _AT.search(request.words)
    place = next(filter(None, at.groups()), "1") if at else "1"
    return Tangent(function=found[0], at=place)
