"""What the sender wants to see on a number line: a sum as jumps, a range, or single numbers."""

import re
from fractions import Fraction
from typing import Final

from media.authoring.reading.measures import NUMBER, all_numbers, value
from media.authoring.request import Request
from media.scenes.builders.number_line import MOST_POINTS, Mode, NumberLine, Range

_RANGE: Final = re.compile(
    rf"(?:(?P<low>{NUMBER})\s*(?P<low_sign><=|>=|[<>≤≥≦≧＜＞])\s*)?(?<![A-Za-z])x\s*"
    rf"(?P<sign><=|>=|[<>≤≥≦≧＜＞])\s*(?P<high>{NUMBER})"
)
_SUM: Final = re.compile(
    r"(?<![\d.A-Za-z^])([-−]?\d{1,3})((?:\s*[-+−＋]\s*[(（]?[-−]?\d{1,3}[)）]?){1,6})(?![\d.A-Za-z^])"
)
_JUMP: Final = re.compile(r"([-+−＋])\s*[(（]?([-−]?\d+)")


def fill(request: Request) -> NumberLine | None:
    """A range, else a sum, else the numbers."""
    return bounds(request.words) or _jumps(request.words) or _points(request.words)


def bounds(text: str) -> NumberLine | None:
    """The first range of x in a text, such as ``-1 < x <= 4``."""
    found = _RANGE.search(text)
    if not found:
        return None
    end, included, upwards = value(found["high"]), _includes(found["sign"]), found["sign"][0] in ">≥≧＞"
    if found["low"] is None:
        shown = Range(low=end, low_included=included) if upwards else Range(high=end, high_included=included)
        return NumberLine(mode=Mode.RANGE, range=shown)
    if upwards != (found["low_sign"][0] in ">≥≧＞"):
        return None
    start, start_included = value(found["low"]), _includes(found["low_sign"])
    if upwards:
        start, end, start_included, included = end, start, included, start_included
    return NumberLine(
        mode=Mode.RANGE, range=Range(low=start, high=end, low_included=start_included, high_included=included)
    )


def _includes(sign: str) -> bool:
    return sign[-1] in "=≤≥≦≧"


def _jumps(text: str) -> NumberLine | None:
    found = _SUM.search(text)
    if not found:
        return None
    jumps = tuple(
        Fraction(amount.replace("−", "-")) * (-1 if sign in "-−" else 1)
        for sign, amount in _JUMP.findall(found[2])
    )
    return NumberLine(mode=Mode.JUMPS, start=Fraction(found[1].replace("−", "-")), jumps=jumps)


def _points(text: str) -> NumberLine | None:
    points = tuple(dict.fromkeys(all_numbers(text)))
    return NumberLine(mode=Mode.POINTS, points=points) if 0 < len(points) <= MOST_POINTS else None
