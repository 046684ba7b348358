"""The sender's function, and the place that is approached."""

import re
from typing import Final

from media.authoring.filling.graphs import functions
from media.authoring.request import Request
from media.scenes.builders.limit import Limit

_AT: Final = re.compile(
    r"x\s*(?:->|→|approaches|tends\s+to|goes\s+to|が|趨近於|趋近于|趨近|趋近|趨向|趋向)\s*(?P<at>-?[\dπ./]+|pi\b)",
    re.IGNORECASE,
)


def fill(request: Request) -> Limit | None:
    """Both must be given."""
    found, at = functions(request.words), _AT.search(request.words)
    return Limit(function=found[0], at=at["at"].rstrip("./").replace("π", "pi")) if found and at else None
