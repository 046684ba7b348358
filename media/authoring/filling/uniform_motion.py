"""The speed of the sender's traveller, and the time or the distance."""

import re
from fractions import Fraction
from itertools import pairwise
from typing import Final

from media.authoring.reading.measures import NUMBER, value
from media.authoring.request import Request
from media.scenes.builders.uniform_motion import Traveller, UniformMotion

_SPEEDS: Final = (
    (
        "km",
        "h",
        (
            rf"({NUMBER})\s*(?:km/h|kph|kmh|kilomet(?:er|re)s?\s+(?:per|an)\s+hour)|時速\s*({NUMBER})\s*(?:km"
            rf"|キロ|公里)"
        ),
    ),
    (
        "km",
        "h",
        (
            rf"(?:時速|时速)\s*(?:為|为|是)?\s*({NUMBER})\s*(?:km|公里|千米)"
            rf"|每小?[時时]\D{{0,3}}?({NUMBER})\s*(?:km|公里|千米)"
        ),
    ),
    (
        "m",
        "min",
        (
            rf"分速\s*({NUMBER})\s*(?:m|メートル)|每分[鐘钟]?\D{{0,3}}?({NUMBER})\s*(?:m|米|公尺)"
            rf"|({NUMBER})\s*m/min"
        ),
    ),
    (
        "m",
        "s",
        (
            rf"({NUMBER})\s*m/s|秒速\s*({NUMBER})\s*(?:m|メートル|公尺|米)"
            rf"|每秒[鐘钟]?\D{{0,3}}?({NUMBER})\s*(?:m|米|公尺)"
        ),
    ),
)
_HOURS: Final = re.compile(rf"({NUMBER})\s*(?:hours?|hrs?|h(?![A-Za-z])|時間|小時|小时)", re.IGNORECASE)
_MINUTES: Final = re.compile(rf"({NUMBER})\s*(?:minutes?|mins?|分(?!速)[鐘钟間]?)", re.IGNORECASE)
_SECONDS: Final = re.compile(rf"({NUMBER})\s*(?:seconds?|secs?|s(?![A-Za-z])|秒(?!速))", re.IGNORECASE)
_LENGTHS: Final = (
    (Fraction(1000), re.compile(rf"({NUMBER})\s*(?:km|kilomet(?:er|re)s?|キロ|公里|千米)", re.IGNORECASE)),
    (
        Fraction(1),
        re.compile(rf"({NUMBER})\s*(?:m(?![A-Za-z/])|met(?:er|re)s?|メートル|米|公尺)", re.IGNORECASE),
    ),
)
_WHO: Final = re.compile(
    r"\b(?:car|train|bus|bike|bicycle|cyclist|plane|ship|boat|runner|truck|dog|snail|rocket|man|woman|boy"
    r"|girl)\b"
    r"|自転車|自動車|電車|列車|新幹線|バス|車|汽車|汽车|火車|火车|公車|腳踏車|自行车|小[明華华紅红美]",
    re.IGNORECASE,
)
_TOGETHER: Final = re.compile(r"\s*(?:and|と|又)?\s*")
_IN_SECONDS: Final = {"h": 3600, "min": 60, "s": 1}
_IN_METRES: Final = {"km": 1000, "m": 1}


def fill(request: Request) -> UniformMotion | None:
    """One speed, and either a time or a distance, in the units of the speed."""
    text = request.words
    for length, duration, pattern in _SPEEDS:
        found = list(re.finditer(pattern, text, re.IGNORECASE))
        if len(found) != 1:
            continue
        speed = value(next(filter(None, found[0].groups())))
        rest = text[: found[0].start()] + " \n " + text[found[0].end() :]
        time, distance = _time(rest), _distance(rest)
        if (time is None) == (distance is None):
            return None
        return UniformMotion.model_validate(
            {
                "travellers": [Traveller(name=_name(request), speed=speed)],
                "length": length,
                "duration": duration,
                "time": None if time is None else time / _IN_SECONDS[duration],
                "distance": None if distance is None else distance / _IN_METRES[length],
            }
        )
    return None


def _name(request: Request) -> str:
    """Who moves, in the sender's word."""
    found = _WHO.search(request.words)
    if not found:
        return request.locale.say("動くもの", "移動者", "The traveller")
    return f"The {found[0].lower()}" if found[0].isascii() else found[0]


def _time(text: str) -> Fraction | None:
    """In seconds: hours, minutes and seconds that stand together. Raises ValueError for several times."""
    units = ((3600, _HOURS), (60, _MINUTES), (1, _SECONDS))
    found = sorted(
        ((one.span(), factor * value(one[1])) for factor, unit in units for one in unit.finditer(text)),
        key=lambda part: part[0],
    )
    for (before, _), (after, _) in pairwise(found):
        if not _TOGETHER.fullmatch(text, before[1], after[0]):
            raise ValueError("Two times are given, and one is shown.")
    return sum((seconds for _, seconds in found), Fraction(0)) if found else None


def _distance(text: str) -> Fraction | None:
    """In metres. Raises ValueError for several lengths."""
    found = [factor * value(one) for factor, unit in _LENGTHS for one in unit.findall(text)]
    if len(found) > 1:
        raise ValueError("Two lengths are given, and one is shown.")
    return found[0] if found else None
