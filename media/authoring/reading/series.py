"""Runs of plain numbers in a text: "4, 8, 15, 16, 23, 42", "[3, 1, 2]"."""

import re
from fractions import Fraction
from typing import Final

_NUMBER: Final = r"[-−]?\d+(?:\.\d+)?(?:/\d+)?"
_RUN: Final = re.compile(
    rf"(?<![\w.\d])(?:{_NUMBER})(?:\s*(?:[,，、;；]\s*(?:and\s+|と)?|\s+and\s+|と|和|與|与|\s)\s*(?:{_NUMBER})){{1,}}(?![\w%]|\.\d)"
)


def longest(text: str) -> list[Fraction]:
    """The longest run of numbers with nothing but commas or spaces between them; empty if there is none."""
    runs = ([_value(one) for one in re.findall(_NUMBER, run[0])] for run in _RUN.finditer(text))
    return max(runs, key=len, default=[])


def integers(text: str) -> list[int]:
    """The longest run, if it is of whole numbers."""
    run = longest(text)
    return [int(value) for value in run] if all(value.denominator == 1 for value in run) else []


def _value(written: str) -> Fraction:
    written = written.replace("−", "-")
    numerator, slash, denominator = written.partition("/")
    if slash and int(denominator) == 0:
        return Fraction(numerator)
    return Fraction(numerator) / Fraction(denominator) if slash else Fraction(written)
