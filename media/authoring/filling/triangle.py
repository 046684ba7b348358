"""The measures of the sender's triangle."""

import re
from typing import Final

from media.authoring.reading.measures import NUMBER, value
from media.authoring.request import Request
from media.scenes.builders.triangle import Triangle

_SIDES: Final = re.compile(
    rf"(?:sides?|辺|邊|边)[^\d]{{0,12}}(?P<a>{NUMBER})\D{{1,6}}(?P<b>{NUMBER})\D{{1,6}}(?P<c>{NUMBER})"
    rf"|(?P<d>{NUMBER})\s*[,-:：、]\s*(?P<e>{NUMBER})\s*[,-:：、]\s*(?P<f>{NUMBER})",
    re.IGNORECASE,
)


def fill(request: Request) -> Triangle | None:
    """Three sides."""
    found = _SIDES.search(request.words)
    if not found:
        return None
    a, b, c = (value(one) for one in found.groups() if one)
    return Triangle.model_validate({"a": a, "b": b, "c": c})
