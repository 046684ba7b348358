"""Times of day, and how long something lasts."""

import re
from typing import Final

from media.reading.english.amounts import BEGIN, TO
from media.reading.english.numbers import cardinal, digits
from media.reading.english.stops import stop
from media.reading.rules import Rule, before, behind, needing, rule

_HALF: Final = r"(?:\s?(?P<half>[ap])(?:\.\s?m\.|m)(?![A-Za-z]))"
_CLOCK: Final = r"(?:[01]?\d|2[0-4])"
_MINUTE: Final = r"[0-5]\d"
_POINT: Final = r"\.(?=\d\d\s?[ap]\.?\s?m\b)"
"""``7.45 p.m.``: as the British write it."""
_RATIO: Final = re.compile(r"\b(?:ratios?|scale|odds|proportions?|mixed|mix)\b[^.]{0,12}$", re.IGNORECASE)
_RATIO_BEHIND: Final = re.compile(r"\s?(?:ratio|scale|odds|mix|aspect|split)\b", re.IGNORECASE)


def _two(number: int) -> str:
    """Minutes or seconds behind hours: "oh five", "thirty"."""
    return f"{'oh ' if number < 10 else ''}{cardinal(number)}"  # noqa: PLR2004


def of_day(hour: int, minute: int | None, *, half: bool = False) -> str:
    """A time of day; ``half`` says that A M or P M follows."""
    if minute is None or (half and not minute):
        return cardinal(hour)
    if minute:
        return f"{cardinal(hour)} {_two(minute)}"
    if hour % 24 == 0:
        return "midnight"
    return f"{cardinal(hour)} o'clock" if hour <= 12 else f"{cardinal(hour)} hundred"  # noqa: PLR2004


def _half(found: re.Match[str]) -> str:
    """A M or P M; a point that ends the sentence too is kept."""
    if not found["half"]:
        return ""
    return f" {found['half'].upper()} M{stop(found) if found[0].endswith('.') else ''}"


def _is_ratio(found: re.Match[str]) -> bool:
    """Whether the words around say that 16:10 is no time."""
    preceding, following = before(found), behind(found)
    return bool(_RATIO.search(preceding) or _RATIO_BEHIND.match(following))


def _time(found: re.Match[str]) -> str | None:
    if not found["half"] and _is_ratio(found):
        return None
    first = f"{cardinal(int(found['first']))} to " if found["first"] else ""
    spoken = first + of_day(int(found["hour"]), int(found["minute"]), half=bool(found["half"]))
    if found["second"]:
        spoken += f" {_two(int(found['second']))}"
    if found["last"]:
        last = found["last"].partition(":")
        spoken += " to " + of_day(int(last[0]), int(last[2]) if last[2] else None, half=bool(found["half"]))
    return spoken + _half(found)


def _hours(found: re.Match[str]) -> str | None:
    first = f"{cardinal(int(found['hour']))} to " if found["hour"] else ""
    return first + cardinal(int(found["last"])) + _half(found)


def _halves(found: re.Match[str]) -> str:
    """``9 am - 5 pm``."""
    said = []
    for part in re.finditer(rf"(\d\d?)(?::(\d\d))?{_HALF}", found[0], re.IGNORECASE):
        minute = int(part[2]) if part[2] else None
        said.append(f"{of_day(int(part[1]), minute, half=True)} {part['half'].upper()} M")
    return " to ".join(said) + (stop(found) if found[0].endswith(".") else "")


def _lasting(found: re.Match[str]) -> str:
    """``2h 30m``, ``5m30s``: behind hours an m is minutes."""
    names = {"h": "hour", "m": "minute", "s": "second"}
    parts = re.findall(r"(\d+)\s?([hms])", found[0])
    return " ".join(
        f"{cardinal(int(count))} {names[unit]}{'' if count == '1' else 's'}" for count, unit in parts
    )


def _long_clock(found: re.Match[str]) -> str | None:
    if _is_ratio(found):
        return None
    first, *rest = (int(part) for part in found["clock"].split(":"))
    said = [cardinal(first), *map(_two, rest)]
    return " ".join(said) + (f" point {digits(found['tenths'])}" if found["tenths"] else "")


def _verses(found: re.Match[str]) -> str:
    """``3:16-18``, as verses are counted; a time reads the same."""
    chapter, first, last = (int(part) for part in found.groups())
    return f"{cardinal(chapter)} {_two(first)} to {cardinal(last)}"


TIMES: Final[tuple[Rule, ...]] = needing(
    r"\d",
    rule(rf"{BEGIN}(\d{{1,3}}):(\d\d)[-–](\d\d?)(?![\d:]|\s?[ap]\.?\s?m)", _verses, re.IGNORECASE),
    rule(
        rf"{BEGIN}\d\d?(?::\d\d)?{_HALF}{TO}\d\d?(?::\d\d)?{_HALF.replace('half', 'other')}",
        _halves,
        re.IGNORECASE,
    ),
    rule(
        rf"{BEGIN}(?:(?P<first>{_CLOCK}){TO})?(?P<hour>{_CLOCK})(?::|{_POINT})(?P<minute>{_MINUTE})(?::(?P<second>{_MINUTE}))?"
        rf"(?:\s?{TO}\s?(?P<last>{_CLOCK}:{_MINUTE}|{_CLOCK}(?=\s?[ap]\.?m)))?{_HALF}?(?![\d:])(?!\.\d)",
        _time,
        re.IGNORECASE,
    ),
    rule(rf"{BEGIN}(?:(?P<hour>\d\d?){TO})?(?P<last>\d\d?){_HALF}", _hours, re.IGNORECASE),
    rule(rf"{BEGIN}(?P<clock>\d+(?::{_MINUTE}){{1,2}})(?:\.(?P<tenths>\d+))?(?![\d:])", _long_clock),
    rule(
        rf"{BEGIN}\d+\s?h\s?\d+\s?m(?:in|ins)?(?:\s?\d+\s?s)?(?!\w)|{BEGIN}\d+\s?m\s?\d+\s?s(?!\w)", _lasting
    ),
    rule(
        rf"{BEGIN}(?P<hour>{_CLOCK})h(?P<minute>{_MINUTE})(?!\w)",
        lambda found: of_day(int(found["hour"]), int(found["minute"])),
    ),
)
