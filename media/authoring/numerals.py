"""The numbers that a text writes, by their values, however they are written."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

_NUMERAL: Final = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|(?<!\d)\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Numeral:
    """A number without its sign, as it is written, and where."""

    written: str
    value: Fraction
    start: int
    end: int


def numerals(text: str) -> Iterator[Numeral]:
    """The numbers of a text in their order."""
    text = unicodedata.normalize("NFKC", text) if len(text) < 100_000 else text  # noqa: PLR2004
    for found in _NUMERAL.finditer(text):
        yield Numeral(found[0], Fraction(found[0].replace(",", "")), *found.span())
