"""The numbers that a text writes, by their values, however they are written."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

_NUMERAL: Final = re.compile(
    r"\b0(?:b[01]{1,400}|x[\da-fA-F]{1,400})\b"
    r"|(?<![\d.])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|(?<!\d)\d{1,400}(?!\d)(?:\.\d{1,400})?"
)


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
        plain = found[0].replace(",", "")
        yield Numeral(found[0], _value(plain), *found.span())


def _value(written: str) -> Fraction:
    """Of a decimal number, or of one in the notation of programs: 0b1101, 0xff."""
    # By Decimal, because Python makes no integer of more than 4,300 digits of a text.
    return Fraction(int(written, 0) if written[:2] in {"0b", "0x"} else Decimal(written))
