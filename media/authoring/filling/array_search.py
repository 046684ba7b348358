"""The sender's array, and what to search in it."""

import re
from typing import Final

from media.authoring.filling import Filled, chosen
from media.authoring.reading.series import integers
from media.authoring.request import Request
from media.scenes.builders.array_search import FEWEST, MOST, ArraySearch

_WANTED: Final = re.compile(
    r"(?:search(?:ing)?|look(?:ing)?|find(?:ing)?|target|wanted)\s*(?:for|is|=|:)?\s*"
    r"(?:the\s+)?(?:value|number)?\s*(-?\d+)"
    r"|(-?\d+)\s*(?:を|が)?(?:探|見つけ|検索)|(?:尋找|寻找|查找|搜尋|搜索|找)\s*(?:數字|数字|值)?\s*(-?\d+)",
    re.IGNORECASE,
)
_NEEDS_ORDER: Final = re.compile(r"binary|二分|バイナリ", re.IGNORECASE)


def fill(request: Request) -> Filled | None:
    """The longest list of whole numbers, sorted where that is needed, and the number that is wanted.

    One of them is looked for as an example where none is asked for.
    """
    text = f"{request.words}\n{request.instructions}"
    values = integers(text)
    if not FEWEST <= len(values) <= MOST:
        return None
    if _NEEDS_ORDER.search(text):
        values = sorted(values)
    found = _WANTED.search(text)
    wanted = int(next(filter(None, found.groups()))) if found else values[len(values) * 2 // 3]
    return chosen(ArraySearch(values=tuple(values), wanted=wanted), is_example=not found)
