"""The number that the sender wants in another base, or whose digits he gives."""

import re
from typing import Final

from media.authoring.reading.measures import all_numbers
from media.authoring.reading.names import named
from media.authoring.request import Request
from media.scenes.builders.binary import Binary, Way

_BASES: Final = ((16, r"hexadecimal|\bhex\b|16\s*進|十六進|十六进"), (8, r"\boctal\b|8\s*進|八進|八进"))
_BINARY: Final = re.compile(
    r"\bbinary\b(?=.*\band\b)|[2二]\s*(?:進|进)(?:数|數|制|位|法)?\s*(?:と|、|，|,|和|與|与|及)",
    re.IGNORECASE,
)
"""Binary digits beside those of another base."""
_SMALLEST: Final = 2
_DIGITS: Final = re.compile(
    r"(?P<digits>[01]{3,8})\s*(?:を|の)?\s*(?:10進|十進|to decimal|in decimal"
    r"|轉(?:換)?(?:成|為)十進|转(?:换)?(?:成|为)十进)"
    r"|(?:binary|2進数|二進数|二進位|二进制)\s*(?:の|数)?\s*(?P<behind>[01]{3,8})(?!\d)"
    r"|\b0b(?P<prefixed>[01]{1,8})\b",
    re.IGNORECASE,
)


def fill(request: Request) -> Binary | None:
    """Digits that are to be read, else the first number that is not the name of a base."""
    text = request.words
    digits = _DIGITS.search(text)
    if digits:
        written = next(filter(None, digits.groups()))
        return Binary(value=int(written, 2), way=Way.DIGITS)
    bases = list(named(text, _BASES))
    if bases and _BINARY.search(text):
        return None  # one picture writes a number in one base
    base = (*bases, 2)[0]
    plain = re.sub(r"\d+\s*(?:進|进)|base\s*\d+", " ", text, flags=re.IGNORECASE)
    numbers = [number for number in all_numbers(plain) if number.denominator == 1 and number >= _SMALLEST]
    return Binary.model_validate({"value": int(numbers[0]), "base": base}) if numbers else None
