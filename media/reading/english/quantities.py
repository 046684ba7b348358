"""Numbers with units, their ranges, and dimensions: ``25-30 min``, ``40–60°C``, ``3x4 m``, ``6'2"``."""

import re
from typing import Final

from media.reading.english.amounts import (
    AMOUNT,
    BEGIN,
    LARGE,
    SIGN,
    TO,
    is_adjective,
    is_several,
    signed,
    words,
)
from media.reading.english.numbers import cardinal, short
from media.reading.english.stops import stop
from media.reading.english.units import unit
from media.reading.rules import Rule, before, needing, rule
from media.reading.units import UNIT

_NOT: Final = r"(?!(?:[BbSHTCFtl]|AU|au)(?![/·²³A-Za-z]))"
"""Letters that are units only within others: 5 B, section 4 C, 3 T."""
_TIGHT: Final = rf"{_NOT}(?!s\s+of\b)(?!(?:[KAd]|ac|mo|pt|ha|sr)(?![/·²³A-Za-z]))"
"""Right behind a number there are more such: 4K, seat 12A, 3d, 9mo."""
_INCH: Final = r"in(?=\s*(?:[.,;:)!?×]|x\s|$))"
"""But 5 in the morning, 1,000 in 2023."""
_SYMBOL: Final = rf"(?:{_TIGHT}(?=[^\s])|\s(?:(?={_INCH})|(?!in\b){_NOT}))"
_HYPHENED: Final = r"-(?=(?:[kcm]?m|m?g|kg|ft|lb|mph|km/h|[kM]?[WV]|[KMGT]B|mL|ml|oz|L)(?!\w))"
_MINUS: Final = rf"(?P<minus>{SIGN})?"
_POINT: Final = r"(?P<point>(?<=[a-z])\.(?=\s+[a-z\d(])|(?<=\bin)\.|(?<=[a-z])\.(?=,))?"
"""The point of an abbreviated unit: ``16 oz. of it``."""
_PLACE: Final = re.compile(
    r"\b(?:gate|row|seat|section|room|class|grade|plan|unit|block|platform|building|apartment|suite|floor|page)\s$",
    re.IGNORECASE,
)
"""Before a number whose letter is no unit: gate 5 A."""
_POURED: Final = re.compile(r"\s+(?:of|per|each|(?:bottle|jug|pot|pan|saucepan|tank|engine|bucket)s?)\b")
"""Behind an l that is liters, and no letter of a list."""
_TIMES: Final = r"\s?[x×X✕]\s?"
_DEGREES: Final = {"C": "degrees Celsius", "F": "degrees Fahrenheit"}
_DIRECTIONS: Final = {"N": "north", "S": "south", "E": "east", "W": "west"}
_LARGE_WORDS: Final = r"(?P<large>\s(?:hundred|thousand|million|billion|trillion))?"
_ALONE: Final = (
    "k?Wh|[kKMGT]i?B|[kMGT]bps|[kMG]Hz|[kcmµn]?m|[kmµ]?g|[mkc]?[lL]|"
    "mph|°[CF]|°|ms|kcal|kPa|dB|lbs?|oz|ft|[kM]?[VW]|mA|Ω"
)
_RATES: Final = (
    "[kcm]?m/h|[kcm]?m/s[²2]?|[mkµ]?g/(?:[mc]m[³3]|[md]?[Ll]|m[³3]|kg)|[kMG][Bb]/s|mi/h|L/min|J/kg|"
    "°[CF]|[kc]m[²³]|mm[²³]|ft[²³]"
)
"""Units that are read without a number too."""


def _quantity(found: re.Match[str]) -> str | None:
    if len(found["unit"]) == 1 and found["unit"].isalpha() and _PLACE.search(before(found)):
        return None
    amount, last = found["amount"], found["last"]
    spoken = signed(found["minus"], words(amount))
    if last:
        spoken += f" to {signed(found['sign'], words(last))}"
    large = (found["large"] or "").strip()
    if large:
        spoken += f" {LARGE[large]}"
    several = (last is not None or large != "" or is_several(amount)) and not is_adjective(found)
    return f"{spoken} {unit(found['unit'], several=several)}{stop(found) if found['point'] else ''}"


def _liters(found: re.Match[str]) -> str | None:
    if not re.search("[.,]", found["amount"]) and not _POURED.match(found.string, found.end()):
        return None
    return _quantity(found)


def _dimensions(found: re.Match[str]) -> str | None:
    """Lengths of sides, unless a sum follows; a product of plain numbers is left to the formulas."""
    parts = re.findall(rf"({AMOUNT})\s?({UNIT})?", found[0])
    is_picture = all(len(amount) > 2 for amount, _ in parts)  # noqa: PLR2004
    if not (found["unit"] or is_picture or re.search("[xX]", found[0]) or len(parts) > 2):  # noqa: PLR2004
        return None
    adjective = is_adjective(found)
    said = [
        (short(amount) if is_picture and amount.isdecimal() else words(amount))
        + (f" {unit(symbol, several=is_several(amount) and not adjective)}" if symbol else "")
        for amount, symbol in parts
    ]
    return " by ".join(said)


def _height(found: re.Match[str]) -> str:
    feet, inches = int(found["feet"]), found["inches"]
    spoken = f"{cardinal(feet)} {'foot' if not found['ft'] or feet == 1 else 'feet'}"
    end = stop(found) if found["point"] else ""
    return (
        f"{spoken} {words(inches)}"
        + (f" {'inch' if inches == '1' else 'inches'}" if found["in"] else "")
        + end
    )


def _place(found: re.Match[str]) -> str:
    said = [f"{words(found['degrees'])} {'degree' if found['degrees'] == '1' else 'degrees'}"]
    for part, name in (("minutes", "minute"), ("seconds", "second")):
        if found[part]:
            said.append(f"{words(found[part])} {name}{'' if found[part] == '1' else 's'}")
    return " ".join([*said, _DIRECTIONS[found["direction"]]])


def _inches(found: re.Match[str]) -> str:
    several = is_several(found["amount"]) and not is_adjective(found)
    return f"{words(found['amount'])} {'inches' if several else 'inch'}"


def _degrees(found: re.Match[str]) -> str | None:
    if _PLACE.search(before(found)):
        return None
    return f"{signed(found['minus'], words(found['amount']))} {_DEGREES[found['unit'].upper()]}"


def _of_something(found: re.Match[str]) -> str:
    """In kilograms, per kilogram."""
    return f"{found['before']} {unit(found['unit'], several=found['before'].lower() == 'in')}"


def _feet(found: re.Match[str]) -> str:
    return f"{words(found['first'])} by {words(found['last'])} feet"


FEET: Final = rule(
    rf"{BEGIN}(?P<first>\d+)['′’]{_TIMES}(?P<last>\d+)['′’](?!\w)",
    _feet,
)
DIMENSIONS: Final = rule(
    rf"{BEGIN}{AMOUNT}(?:\s?{UNIT})?(?:{_TIMES}{AMOUNT}(?:\s?{UNIT})?)*{_TIMES}{AMOUNT}(?:\s?(?P<unit>{UNIT})|(?!\s?{UNIT}))"
    r"(?![\w²³/])(?!\s?[=+÷×≈])",
    _dimensions,
)
QUANTITIES: Final[tuple[Rule, ...]] = (
    *needing(
        r"\d|[½⅓¼¾]",
        rule(
            rf"{BEGIN}(?P<degrees>\d+(?:\.\d+)?)°\s?(?:(?P<minutes>\d+)['′’]\s?)?(?:(?P<seconds>[\d.]+)[\"″”]\s?)?"
            r"(?P<direction>[NSEW])(?!\w)",
            _place,
        ),
        rule(
            rf"{BEGIN}(?P<feet>\d)(?P<ft>)['′’]\s?(?P<inches>\d{{1,2}})(?P<in>)(?P<point>)(?:[\"″”]|''|(?!\w))",
            _height,
        ),
        rule(
            rf"{BEGIN}(?P<feet>\d+)\s?(?P<ft>ft)\.?\s?(?P<inches>\d+)\s?(?P<in>in)(?!\w)(?P<point>\.)?",
            _height,
        ),
        rule(rf"{BEGIN}(?P<amount>{AMOUNT})[\"″](?!\w)", _inches),
        rule(
            rf"{BEGIN}{_MINUS}(?P<amount>{AMOUNT})\s?(?P<unit>{UNIT}){TO}(?P<sign>[-−])?(?P<last>{AMOUNT})\s?(?P=unit)"
            r"(?P<large>)(?P<point>)(?![\w/²³])",
            _quantity,
        ),
        rule(
            rf"{BEGIN}{_MINUS}(?P<amount>{AMOUNT})°?(?:(?:{TO}|\sto\s)(?P<sign>[-−])?(?P<last>{AMOUNT}))?"
            rf"{_LARGE_WORDS}(?:{_SYMBOL}|{_HYPHENED})(?P<unit>{UNIT})(?!['’]s){_POINT}",
            _quantity,
        ),
        rule(
            rf"{BEGIN}{_MINUS}(?P<amount>{AMOUNT})(?:{TO}(?P<sign>[-−])?(?P<last>{AMOUNT}))?"
            r"(?P<large>)[ -]?(?P<unit>l)(?P<point>)(?!\w)",
            _liters,
        ),
        rule(
            rf"{BEGIN}{_MINUS}(?P<amount>\d{{2,}}(?:\.\d+)?(?=\s)|\d+\.\d+)\s?(?P<unit>[CF])(?!\w)",
            _degrees,
        ),
        rule(
            rf"{BEGIN}{_MINUS}(?P<amount>\d+(?:\.\d+)?)\s?(?P<unit>[CF])(?!\w)",
            _degrees,
            re.IGNORECASE,
            after=r"\b(?:at|to|of|is|was|below|above|about|around|hit|reached|from|and|than|only|near|or|under|over)\s",
        ),
    ),
    rule(rf"(?<![\w/])(?P<unit>{_RATES})(?![\w/²³])", lambda found: unit(found["unit"], several=True)),
    rule(rf"\b(?P<before>in|In|per|of)\s(?P<unit>(?:{_ALONE})[²³]?)(?![\w/²³'’])", _of_something),
)
