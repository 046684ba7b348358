"""Amounts: the sender's numbers, kept exactly, and how numbers are written."""

from decimal import Decimal
from fractions import Fraction
from math import isqrt
from typing import Annotated, Final

from pydantic import Field, PlainSerializer

LARGEST: Final = 10**12
_DECIMALS: Final = 6
_FINE: Final = 10**20
_CURRENCIES: Final = ("$", "€", "£", "¥", "￥", "US$", "NT$", "HK$", "A$", "C$", "₩", "₹")
_TIGHT: Final = ("%", "‰", "°")


def _plain(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


Amount = Annotated[
    Decimal,
    Field(ge=-LARGEST, le=LARGEST, decimal_places=_DECIMALS, allow_inf_nan=False),
    PlainSerializer(_plain),
]
"""A number as the sender wrote it. In JSON it is a number again."""

Number = int | Decimal | Fraction


def written(value: Number, places: int = 2) -> str:
    """A number as people write it: exactly if it ends soon enough, else rounded, with ≈ before it.

    A number below 1 keeps that many digits after its zeros.
    """
    value = Fraction(value)
    for decimals in range(max(places, 4) + 1):
        if (value * 10**decimals).denominator == 1:
            return _digits(value, decimals)
    decimals = places
    while 0 < abs(value) * 10 ** (decimals - places + 1) < 1:
        decimals += 1
    return f"≈ {_digits(round(value, decimals), decimals)}"


def rounds(value: Number, places: int = 2) -> bool:
    """Whether the number is not written exactly."""
    return written(value, places).startswith("≈")


def is_written(value: Number, places: int = 2) -> str:
    """The number behind what it is the value of: with an equals sign, or with the one of about."""
    text = written(value, places)
    return text if text.startswith("≈") else f"= {text}"


def root(value: Fraction) -> Fraction:
    """The square root, exactly if it is a fraction, else to some twenty digits."""
    top, bottom = isqrt(value.numerator), isqrt(value.denominator)
    if top**2 == value.numerator and bottom**2 == value.denominator:
        return Fraction(top, bottom)
    return Fraction(isqrt(int(value * _FINE**2)), _FINE)


def with_unit(value: Number, unit: str, places: int = 2) -> str:
    """A number and its unit, as the unit is used: $5, 5 km, 5%, 5万円."""
    text = written(value, places)
    if not unit:
        return text
    if unit in _CURRENCIES:
        about, _, bare = text.rpartition("≈ ")
        sign = "−" if bare.startswith("−") else ""
        bare += "0" if bare[-2:-1] == "." else ""
        return f"{'≈ ' if text.startswith('≈') else about}{sign}{unit}{bare.removeprefix('−')}"
    spaced = unit.isascii() or unit[0] in "°ΩμÅ"
    return f"{text} {unit}" if spaced and unit not in _TIGHT else f"{text}{unit}"


def signed(value: Number, unit: str = "", places: int = 2) -> str:
    """A change: with its sign, a plus too."""
    text = with_unit(value, unit, places)
    if value <= 0:
        return text
    return f"≈ +{text.removeprefix('≈ ')}" if text.startswith("≈") else f"+{text}"


def _digits(value: Fraction, decimals: int) -> str:
    scaled = round(abs(value) * 10**decimals)
    whole, rest = divmod(scaled, 10**decimals)
    text = f"{whole:,}" + (f".{rest:0{decimals}d}" if decimals else "")
    return f"−{text}" if value < 0 and scaled else text
