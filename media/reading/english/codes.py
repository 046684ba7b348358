"""Numbers that count nothing, and are read figure by figure: of telephones, versions, orders, books."""

import re
from typing import Final

from media.reading.english.amounts import BEGIN
from media.reading.english.numbers import cardinal, digits, short
from media.reading.rules import Rule, needing, rule

_SOFTWARE: Final = (
    "Python|Java|Node|Ubuntu|Debian|iOS|iPadOS|Android|Windows|macOS|Chrome|Firefox|PHP|Ruby|Go|Swift|Kotlin|Rust|"
    "Version|version|release|Release|Django|React|Vue|Angular|TypeScript|PostgreSQL|MySQL|Linux|Kernel|kernel|HTTP|TLS|"
    "USB|Bluetooth|HDMI|SQL|CSS|GPT|Llama|Claude|Gemini|Section|section|chapter|Chapter|Figure|figure|Table|table"
)
"""What has numbers whose parts are numbers: Python 3.11 is the eleventh."""
_CALLED: Final = (
    r"\b(?:call|calling|called|dial|text|phone|tel(?:ephone)?|fax|hotline)\s"
    r"(?:\ufffc+,?\s(?:or\s|and\s)?(?:in\s[A-Z]\w+\s)?)?"
)
_ROOM: Final = r"\b(?:[Rr]oom|[Ss]uite|[Ff]light|[Rr]oute|[Hh]ighway|[Bb]us)\s(?:[A-Z]{2}\s)?"
_LONG: Final = 5
"""Figures: a date as a version, 20260723."""
_CODED: Final = (
    r"\b(?:order|account|ticket|serial|tracking|pin|passcode|code|zip|id|invoice|reference|booking|confirmation|case|"
    r"flight|card|extension)\s?(?:number|no\.?|code|id|#)?:?\s?(?:is )?#?"
)
_TELEPHONES: Final = (
    r"(?<![\w.])\+\d{1,3}[\s-]?(?:\(\d+\)[\s-]?)?\d{1,4}(?:[\s.-]\d{2,4}){1,4}(?![\d-])",
    r"(?<![\w.])(?:\+?1[\s-])?\(\d{3}\)\s?\d{3}[-\s.]\d{4}(?![\d-])",
    r"(?<![\w.-])(?:1-)?\d{3}(?P<mark>[-.])\d{3}(?P=mark)\d{4}(?![\d-])",
    r"(?<![\w.-])\d{3}-\d{4}(?![\d-])",
    r"(?<!\w)\(0\d{1,3}\)\s?\d{3,4}[-\s]\d{3,4}(?![\d-])",
    r"(?<![\w.-])(?<!\d )0\d{1,4}[\s-]\d{3,4}[\s-]\d{3,4}(?![\d-])",
    r"(?<![\w.-])(?<!\d )0\d{2,4}[\s-]\d{3,8}(?![\d-])",
)
"""With a country's code; (555) 123-4567; 1-800-555-0199; 555-1234; 0800 123 456."""


def _telephone(found: re.Match[str]) -> str:
    groups = re.findall(r"\+?\d+", found[0])
    return ", ".join(("plus " if group[0] == "+" else "") + digits(group) for group in groups)


def _version(found: re.Match[str]) -> str:
    return "version " + _parts(found["number"])


def _named_version(found: re.Match[str]) -> str | None:
    """Python 3.11 is three point eleven; but 1.05 is a number."""
    parts = found["number"].split(".")
    return None if len(parts) == 2 and parts[1].startswith("0") else found["name"] + _parts(found["number"])  # noqa: PLR2004


def _parts(number: str) -> str:
    return " point ".join(
        cardinal(int(part)) if len(part) < _LONG else digits(part) for part in number.split(".")
    )


def _figures(found: re.Match[str]) -> str:
    return digits(found[0])


def _book(found: re.Match[str]) -> str:
    return found["name"] + ", ".join(digits(group) or group for group in found["number"].split("-"))


CODES: Final[tuple[Rule, ...]] = needing(
    r"\d",
    *(rule(pattern, _telephone) for pattern in _TELEPHONES),
    *2
    * (
        rule(
            r"(?<![\w.])\d{3}(?![:/%\w-]|[.,]\d|\s[a-z]+s\b| people)", _figures, re.IGNORECASE, after=_CALLED
        ),
    ),
    rule(r"(?<!\w)\d{3}(?!\w|[.,:/-]\d|%)", lambda found: short(found[0]), after=_ROOM),
    rule(r"(?P<name>\bIS[BS]N(?:-1[03])?:?\s)(?P<number>[\d-]+X?)", _book),
    rule(r"(?<![\w.,$€£¥])\d{4,}(?!\w|[.,]\d|%)", _figures, re.IGNORECASE, after=_CODED),
    rule(r"(?<!\w)\d{5}(?:-\d{4})?(?!\w|[.,]\d|%)", _figures, after=r"\b[A-Z]{2}\s"),
    rule(r"(?<![\w.])[vV]\.?(?P<number>\d+(?:\.\d+)*)(?!\w)", _version),
    rule(rf"(?<!\w)(?P<name>(?:{_SOFTWARE})[ -])(?P<number>\d{{1,3}}(?:\.\d+)+)(?!\w)", _named_version),
    # Three numbers and more, if they are no date.
    rule(
        rf"{BEGIN}(?!\d{{4}}-\d\d?-\d\d?(?!\d)|\d\d?-\d\d?-\d{{2,4}}(?!\d))\d+(?:-\d+){{2,}}(?!\w)",
        _telephone,
    ),
    rule(
        rf"{BEGIN}\d{{1,3}}(?:\.\d{{3}}){{2,}}(?![\w.])",
        lambda found: cardinal(int(found[0].replace(".", ""))),
    ),
    rule(
        rf"{BEGIN}(?!\d\d?\.\d\d?\.\d{{4}}(?!\d))(?P<number>\d+(?:\.\d+){{2,}})(?!\w)",
        lambda found: _parts(found["number"]),
    ),
)
