"""A quantity that is to be told in another unit."""

import re
from typing import Final

from media.authoring.reading.measures import NUMBER, value
from media.authoring.request import Request
from media.scenes.builders.conversion import UNITS, Conversion

_OTHER_NAMES: Final = {
    "°C": ("celsius", "degrees celsius", "摂氏", "攝氏", "摄氏", "℃"),
    "°F": ("fahrenheit", "degrees fahrenheit", "華氏", "华氏", "℉"),
    "K": ("kelvin",),
    "km": ("kilometer", "kilometre", "kilometres", "キロ", "千米"),
    "m": ("meter", "metre", "metres", "米"),
    "cm": ("centimeter", "centimetre", "centimetres", "厘米"),
    "mi": ("mile",),
    "in": ("inch",),
    "ft": ("foot",),
    "lb": ("pound", "lbs"),
    "h": ("hour", "小时"),
    "min": ("minute", "分钟"),
    "s": ("second",),
    "d": ("day",),
    "L": ("liter", "litre", "litres"),
}
SIGNS: Final = {
    name.lower(): sign
    for sign, unit in UNITS.items()
    for name in (sign, *unit.name.values(), *_OTHER_NAMES.get(sign, ()))
    if name not in {"度", "節", "帕"}  # words of many meanings
}
UNIT: Final = "|".join(sorted(map(re.escape, SIGNS), key=len, reverse=True))
"""The pattern of a unit's sign or name, the longest first."""
_ASKED: Final = re.compile(
    rf"(?P<value>{NUMBER})\s*(?P<given>{UNIT})(?![A-Za-z])\s*(?:は|を|是|等於|等于)?\s*"
    rf"(?:to|into|in|as|=|→|何|多少|幾|几|換算成|换算成|換成|换成|轉換成|转换成|轉成"
    rf"|转成)\s*(?P<wanted>{UNIT})(?![A-Za-z])"
    rf"|how many (?P<wanted_first>{UNIT})\s+(?:are|is)\s+(?:there\s+)?(?:in\s+)?"
    rf"(?P<behind>{NUMBER})\s*(?P<of>{UNIT})(?![A-Za-z])",
    re.IGNORECASE,
)


def fill(request: Request) -> Conversion | None:
    """The amount, its unit, and the one that is wanted."""
    found = _ASKED.search(request.words)
    if not found:
        return None
    number, given = found["value"] or found["behind"], found["given"] or found["of"]
    wanted = found["wanted"] or found["wanted_first"]
    return Conversion(value=value(number), given=SIGNS[given.lower()], wanted=SIGNS[wanted.lower()])
