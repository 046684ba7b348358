"""What Chinese and Japanese share: characters of full width, figures within English, sums in millions."""

import re
from decimal import Decimal
from typing import Final
from unicodedata import decimal

from media.reading.rules import TAKEN

NUMBER: Final = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
"""A number without its sign, for a regular expression."""
ALONE: Final = r"(?<!\d)(?<!\d[.,])"
"""No figures of the same number before."""
DASH: Final = r"\s?[-–—−~∼～〜]\s?"
"""What stands between the two ends of a range."""
MINUS: Final = "-−－"
POWERS: Final = {"k": 3, "thousand": 3, "m": 6, "million": 6, "b": 9, "bn": 9, "billion": 9, "trillion": 12}
"""Powers of ten by their English names."""
ADDRESS: Final = (
    r"(?:https?://)?(?:www\.)?(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[a-z]{2,})(?P<path>(?:/[\w.~%-]*)*)"
)
MAIL: Final = r"(?P<name>[A-Za-z0-9._+-]+)@(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
_SIZES: Final = ((10**8, 2), (10**4, 1))
# A comma of full width stands between two things, an ordinary one may stand within a number.
_NARROW: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code != ord("，")}
_NARROW.update({0x3000: 0x20, 0x00B5: 0x03BC, 0x2126: 0x03A9})  # the blank, micro and ohm
_OTHER_FIGURES: Final = re.compile(r"(?![0-9０-９])\d")
_WIDE_THOUSANDS: Final = re.compile("(?<=[０-９])，(?=[０-９]{3})")
_DECIMAL_COMMA: Final = re.compile(
    r"(?<![\d.,])(\d+),(\d{1,2})(?=\s?(?:[%℃℉€$Ω]|°[CF]?|[kcmμ]?[mgLlVAW]|[kKMGT]B|k?cal|h|ha|km/h|[kM]?Hz)(?![A-Za-z\d]))"
)
"""A comma that only a number measured in a unit has within it: 3,5kg. By themselves they are two numbers."""
_ENGLISH_QUOTED: Final = re.compile(
    r"(?<=[“‘「『\"(])[A-Za-z$€£\d][\x20-\x21\x23-\x7e]*[A-Za-z]{2,}\s[\x20-\x21\x23-\x7e]*(?=[”’」』\")])"
)
"""At least two words, and nothing but English."""
_FIGURES_IN_ENGLISH: Final = re.compile(
    r"(?<=[A-Za-z]{2}[ ,])[\d.,%$€£/: -]*\d[\d.,%/: -]*(?= [A-Za-z]{2})"
    r"(?! (?:[kKMGT]?[mgBWVA]|[cmμn][mgls]|k?cal)\b)"
)


def seen(text: str) -> str:
    """A text as rules see it, character for character: narrow, without English and the figures in it."""
    text = _OTHER_FIGURES.sub(lambda found: str(decimal(found[0])), text)
    plain = _WIDE_THOUSANDS.sub(",", text).translate(_NARROW)
    plain = _DECIMAL_COMMA.sub(r"\1.\2", plain)
    for english in (_ENGLISH_QUOTED, _FIGURES_IN_ENGLISH):
        plain = english.sub(lambda found: TAKEN * len(found[0]), plain)
    return plain


def in_myriads(figures: str, power: int) -> tuple[str, int]:
    """So many times ten to the power, as the figures and which of 1, 10,000 and 100,000,000 they count."""
    value = Decimal(figures.replace(",", "")) * 10**power
    for size, myriads in _SIZES:
        if value >= size:
            return f"{(value / size).normalize():f}", myriads
    return f"{value.normalize():f}", 0
