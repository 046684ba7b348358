"""The legs of the sender's right triangle."""

import re
from typing import Final

from media.authoring.reading.measures import NUMBER, all_numbers, value
from media.authoring.request import Request
from media.scenes.builders.pythagoras import Pythagoras

_PAIR: Final = re.compile(
    rf"(?:legs?|sides?|辺|邊|边|股)[^\d]{{0,12}}(?P<a>{NUMBER})\s*(?P<unit>cm|mm|km|m)?\s*"
    rf"(?:and|,|、|，|と|和|與|与)\s*(?P<b>{NUMBER})",
    re.IGNORECASE,
)


_NO_LEG: Final = re.compile(
    rf"(?:hypotenuse|longest side|斜辺|斜邊|斜边)\D{{0,12}}{NUMBER}|{NUMBER}\s*(?:cm|m)?\s*(?:hypotenuse"
    rf"|の?斜辺)"
    r"|\bladder\b|\bdiagonal\b|\bmissing\b|はしご|対角線|梯子|對角線|对角线|面積|面积|\barea\b"
    r"|\bperimeter\b|\bangles?\b(?!d)",
    re.IGNORECASE,
)
"""Where a number may be of another side than a leg, or another thing is asked for."""


def fill(request: Request) -> Pythagoras | None:
    """The two numbers that are called legs or sides, else the only two numbers, or three that go together."""
    if _NO_LEG.search(request.words) and len(all_numbers(request.words)) < 3:  # noqa: PLR2004 - not all sides
        return None
    found = _PAIR.search(request.words)
    if found:
        return Pythagoras(a=value(found["a"]), b=value(found["b"]), unit=found["unit"] or "")
    numbers = all_numbers(request.words)
    if len(numbers) == 3:  # noqa: PLR2004 - all three sides
        a, b, c = sorted(numbers)
        return Pythagoras(a=a, b=b) if a * a + b * b == c * c else None
    return Pythagoras(a=numbers[0], b=numbers[1]) if len(numbers) == 2 else None  # noqa: PLR2004 - the legs
