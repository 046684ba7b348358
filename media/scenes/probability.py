"""Probabilities as exact fractions, and how they are written."""

from fractions import Fraction
from typing import Annotated, Final

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from media.scenes.amounts import written

_LARGEST: Final = 999
"""The largest denominator that is written as a fraction."""


def _read(value: object) -> Fraction:
    """A fraction (``1/6``), a decimal number or a percentage. Raises ValueError for all else."""
    text = str(value).strip()
    try:
        return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)
    except ZeroDivisionError:
        raise ValueError("a fraction has no 0 below its line") from None


Probability = Annotated[
    Fraction,
    Field(ge=0, le=1),
    BeforeValidator(_read),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "description": "a fraction, as 1/6, a decimal number or a percentage"}),
]


def fraction(value: Fraction) -> str:
    """A probability on one line: ``1/6``; one with a large denominator as a decimal number."""
    return str(value) if value.denominator <= _LARGEST else written(value, 4)


def percent(value: Fraction) -> str:
    """A probability as a percentage of at most four digits."""
    return f"{written(value * 100, 2)}%"


def both(value: Fraction) -> str:
    """A probability as a fraction, and as a percentage where it is neither 0 nor 1."""
    if value.denominator == 1 or value.denominator > _LARGEST:
        return fraction(value) if value.denominator == 1 else percent(value)
    text = percent(value)
    return f"{fraction(value)} {text}" if text.startswith("≈") else f"{fraction(value)} = {text}"
