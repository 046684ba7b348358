"""Numbers with what they measure: "radius 3 cm", "半径が3", "an angle of 45 degrees", "legs 5 and 12"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

NUMBER: Final = r"[-−]?(?<!\d)\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,12})?(?:/\d{1,9})?"
_UNIT: Final = (
    r"(?:km|cm|mm|m|kg|g|s|ms|h|N|V|A|Ω|ohms?|Hz|Pa|J|W|in|ft|度|°|%|％|円|元|万円|年|歳|人|個"
    r"|degrees?|percent|years?)"
)
_ALONE: Final = re.compile(rf"(?<![A-Za-z0-9_.])(?:{NUMBER})(?![\w]*[A-Za-z]\d)")
_JOIN: Final = (
    r"\s*(?:of|is|are|be|=|:|：|＝|が|は|を|為|为|是|等於|等于|with|to|at|from)?\s*(?:an?\s+|the\s+)?"
)


@dataclass(frozen=True)
class Measured:
    """A number, and the unit behind it as it is written, if there is one."""

    value: Fraction
    unit: str

    @property
    def sign(self) -> str:
        """The unit if it is a sign in letters, such as cm; else nothing."""
        return self.unit if self.unit.isascii() and self.unit.isalpha() else ""


def measure(text: str, name: str) -> Measured | None:
    """The number that stands beside a name, which is a pattern: behind it, or else just before it."""
    behind = re.search(
        rf"(?:{name}){_JOIN}(?P<value>{NUMBER})\s*(?P<unit>{_UNIT}(?![A-Za-z]))?", text, re.IGNORECASE
    )
    before = re.search(
        rf"(?<![\d.])(?P<value>{NUMBER})\s*-?(?P<unit>{_UNIT}(?![A-Za-z]))?[\s-]*(?:の|的)?\s*(?:{name})",
        text,
        re.IGNORECASE,
    )
    found = behind or before
    return Measured(value(found["value"]), found["unit"] or "") if found else None


def measures(text: str, names: Mapping[str, str]) -> dict[str, Measured]:
    """Each measure that the text gives, by what it is called in ``names`` beside its pattern."""
    found = ((called, measure(text, name)) for called, name in names.items())
    return {called: one for called, one in found if one}


def before(text: str, unit: str) -> Measured | None:
    """The first number that stands just before a unit, which is a pattern."""
    found = re.search(rf"(?<![\d.])(?P<value>{NUMBER})\s*-?\s*(?P<unit>{unit})", text, re.IGNORECASE)
    return Measured(value(found["value"]), found["unit"]) if found else None


def value(written: str) -> Fraction:
    """The value of a number as it is written."""
    numerator, slash, denominator = written.replace("−", "-").replace(",", "").partition("/")
    if slash and int(denominator):
        return Fraction(numerator) / Fraction(denominator)
    return Fraction(numerator)


def decimal(number: Fraction) -> Decimal:
    """The number with its decimals. Raises ValueError for one that has no end of them."""
    written = Decimal(number.numerator) / Decimal(number.denominator)
    if Fraction(written) != number:
        raise ValueError(f"{number} has no end of decimals.")
    return written


def all_numbers(text: str) -> list[Fraction]:
    """The numbers of a text in their order."""
    return [value(found[0]) for found in _ALONE.finditer(text)]
