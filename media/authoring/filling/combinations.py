"""How many are chosen or arranged, out of how many."""

import re
from string import ascii_uppercase
from typing import Final

from media.authoring.request import Request
from media.scenes.builders.combinations import Combinations

_N: Final = r"(\d{1,2}|two|three|four|five|six|seven|eight)"
_CHOSEN: Final = re.compile(
    rf"(?:choos|select|pick|arrang|order)\w*\s+{_N}\s+(?:\w+\s+){{0,3}}?(?:out of|of|from)\s+"
    rf"(?:an?\s+\w+\s+of\s+)?{_N}",
    re.IGNORECASE,
)
_OUT_OF: Final = re.compile(
    rf"{_N}\s+choose\s+{_N}|(\d{{1,2}})\s*[人個つ枚本冊]?(?:の?中)?から\s*(\d{{1,2}})\s*[人個つ枚本冊]?\s*を?"
    r"|(?:从|從)\s*(\d{1,2})\D{1,6}?(?:選|选|取|挑)\D{0,3}(\d{1,2})",
    re.IGNORECASE,
)
_ALL: Final = re.compile(
    rf"(?:arrang|order|permut)\w*\s+{_N}\b|{_N}\s+\w+\s+be\s+(?:arranged|ordered)|(\d)\s*[人個冊枚].{{0,4}}並べ",
    re.IGNORECASE,
)
_ORDERED: Final = re.compile(
    r"permutation|arrang|in order|順列|並べ|排列(?!組合|组合|與|与|和)", re.IGNORECASE
)
_WORDS: Final = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}


def fill(request: Request) -> Combinations | None:
    """Things are called by letters: only their number counts."""
    text = request.words
    chosen, out_of, every = _CHOSEN.search(text), _OUT_OF.search(text), _ALL.search(text)
    if chosen:
        some, all_of = map(_value, chosen.groups())
    elif out_of:
        all_of, some = map(_value, filter(None, out_of.groups()))
    elif every:
        some = all_of = _value(next(filter(None, every.groups())))
    else:
        return None
    ordered = bool(_ORDERED.search(text))
    return Combinations(items=tuple(ascii_uppercase[:all_of]), chosen=some, ordered=ordered)


def _value(written: str) -> int:
    return _WORDS.get(written.lower()) or int(written)
