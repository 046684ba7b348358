"""The sender's fractions, and what he wants done with them."""

import re
from typing import Final

from media.authoring.request import Request
from media.scenes.builders.fractions import MOST, Fractions, Task, Whole

_FRACTION: Final = re.compile(r"(?<![\d.])(\d{1,2})\s*/\s*(\d{1,2})(?![\d.])")
_EASTERN: Final = re.compile(r"(\d{1,2})\s*分の\s*(\d{1,2})|(\d{1,2})\s*分之\s*(\d{1,2})")
_ADD: Final = re.compile(
    r"\d\s*[+＋]\s*\d|\badd(?:ing|ition)?\b|\bplus\b|足|加|的和|之和|\bsum\b|合計", re.IGNORECASE
)
_COMPARE: Final = re.compile(
    r"compar|larger|bigger|greater|smaller|\bvs\b|比べ|比較|比较|大小|どちら|哪個|哪个", re.IGNORECASE
)


def fill(request: Request) -> Fractions | None:
    """Those that are written, added or compared where the sender says so."""
    text = request.words
    found = [(int(top), int(bottom)) for top, bottom in _FRACTION.findall(text)]
    found += [
        (int(top or other_top), int(bottom or other))
        for bottom, top, other, other_top in _EASTERN.findall(text)
    ]
    if not found:
        return None
    two = len(found) == 2  # noqa: PLR2004 - one and the other
    task = (
        Task.ADD
        if two and _ADD.search(text)
        else Task.COMPARE
        if two and _COMPARE.search(text)
        else Task.SHOW
    )
    whole = (
        Whole.CIRCLE
        if re.search(r"pizza|circle|pie|ピザ|円|披萨|披薩|圓|圆", text, re.IGNORECASE)
        else Whole.BAR
    )
    return Fractions(task=task, whole=whole, fractions=tuple(found[:MOST]))
