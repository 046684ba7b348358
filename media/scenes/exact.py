"""Numbers as they were given and as they were computed: exact, and written so that nothing is untrue.

A value is an expression of SymPy made of rational numbers, roots and π. What has no short exact form, or
whose decimals do not end, is written with ≈.
"""

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Annotated, Final

import sympy
from pydantic import BeforeValidator, Field, PlainSerializer

from media.formulas.exact import MINUS, superscript

MOST_DECIMALS: Final = 4
_DIGITS: Final = 40
_LONGEST: Final = 14


def _read(value: object) -> object:
    # A float stands for the decimals that it was written with.
    return Fraction(repr(value)) if isinstance(value, float) else value


def _dumped(value: Fraction) -> int | str:
    return value.numerator if value.denominator == 1 else written(value).replace(MINUS, "-")


Number = Annotated[Fraction, BeforeValidator(_read), PlainSerializer(_dumped)]
"""A number as it was given: ``2.5`` is five halves, and so are ``"2.5"`` and ``"5/2"``."""

Measure = Annotated[Number, Field(ge=Fraction(1, 1000), le=1_000_000)]
"""A length that can be drawn."""

Unit = Annotated[str, Field(pattern=r"^[A-Za-z]{0,5}$")]
"""A unit of length such as ``cm``, or none."""


def ends(value: Fraction, decimals: int = MOST_DECIMALS) -> bool:
    """Whether the number has at most so many decimals."""
    return bool((value * 10**decimals).denominator == 1)


def written(value: Fraction, decimals: int = MOST_DECIMALS) -> str:
    """The number itself: its decimals where they end, else a fraction."""
    sign = MINUS if value < 0 else ""
    value = abs(value)
    if value.denominator == 1:
        return f"{sign}{value.numerator}"
    if ends(value, decimals):
        decimal = Decimal(value.numerator) / Decimal(value.denominator)
        return f"{sign}{decimal:f}"
    return f"{sign}{value.numerator}/{value.denominator}"


def exact(value: Fraction) -> sympy.Rational:
    """The number for computing with roots and π."""
    return sympy.Rational(value.numerator, value.denominator)


def rounded(value: sympy.Expr, decimals: int = 2) -> str:
    """The number with a few decimals; with more where it is small, so that three digits count."""
    decimal = Decimal(str(sympy.N(value, _DIGITS)))
    if decimal and abs(decimal) < 1:
        decimals = max(decimals, 2 - decimal.adjusted())
    text = f"{decimal.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, Context(prec=_DIGITS)):f}"
    return text.replace("-", MINUS)


def is_short(value: sympy.Expr) -> bool:
    """Whether it is made of rational numbers, square roots and π alone, and of few of them."""
    return _is_plain(value) and len(plain(value)) <= _LONGEST


def _is_plain(value: sympy.Expr) -> bool:
    if value.is_Rational or value == sympy.pi:
        return True
    if isinstance(value, sympy.Pow):
        base, power = value.args
        root = base.is_Rational and abs(power) == sympy.Rational(1, 2)
        return root or (base == sympy.pi and bool(power.is_Integer))
    return isinstance(value, (sympy.Add, sympy.Mul)) and all(map(_is_plain, value.args))


def plain(value: sympy.Expr) -> str:
    """The exact value in a line of text: ``9π``, ``5√2/2``."""
    return _write(value, for_typst=False)


def typst(value: sympy.Expr) -> str:
    """The exact value in Typst's mathematics."""
    return _write(value, for_typst=True)


def told(value: sympy.Expr, unit: str = "") -> str:
    """The value in a line of text, exact where that is short, and as a decimal: ``= 9π ≈ 28.27``."""
    unit = f" {unit}" if unit else ""
    if not is_short(value):
        return f"≈ {rounded(value)}{unit}"
    if _says_itself(value):
        return f"= {plain(value)}{unit}"
    return f"= {plain(value)}{unit} ≈ {rounded(value)}{unit}"


def equals(value: sympy.Expr, unit: str = "") -> str:
    """The end of a formula, in Typst's mathematics: ``= 9 pi approx 28.27``."""
    unit = f' "{unit}"' if unit else ""
    if not is_short(value):
        return f"approx {rounded(value)}{unit}"
    if _says_itself(value):
        return f"= {typst(value)}{unit}"
    return f"= {typst(value)} approx {rounded(value)}{unit}"


def _says_itself(value: sympy.Expr) -> bool:
    return bool(value.is_Rational) and ends(Fraction(value))


def _write(value: sympy.Expr, *, for_typst: bool) -> str:
    if isinstance(value, sympy.Rational):
        fraction = Fraction(value)
        if for_typst and not ends(fraction):
            sign = "-" if fraction < 0 else ""
            return f"{sign}{abs(fraction.numerator)} slash {fraction.denominator}"
        return written(fraction).replace(MINUS, "-") if for_typst else written(fraction)
    if isinstance(value, sympy.Add):
        # The rational part, which SymPy puts first, may well stand first: 2 + √3.
        text = " + ".join(_write(part, for_typst=for_typst) for part in value.as_ordered_terms()[::-1])
        return text.replace("+ -", "- ").replace(f"+ {MINUS}", f"{MINUS} ")
    return _product(value, for_typst=for_typst)


def _product(value: sympy.Expr, *, for_typst: bool) -> str:
    number, rest = value.as_coeff_Mul()
    fraction = Fraction(number)
    above, below = sympy.fraction(rest)
    sign = "" if fraction >= 0 else "-" if for_typst else MINUS
    fraction = abs(fraction)
    if not ends(fraction) or below != 1:
        below *= fraction.denominator
        fraction = Fraction(fraction.numerator)
    front = "" if fraction == 1 and above != 1 else written(fraction)
    factors = [] if above == 1 else above.as_ordered_factors()
    joined = (" " if for_typst else "").join(
        [front, *(_factor(part, for_typst=for_typst) for part in factors)]
    )
    if below == 1:
        return sign + joined.strip()
    under = _write(below, for_typst=for_typst)
    if " " in under or (len(under) > 1 and not under.isdigit() and under != "pi"):
        under = f"({under})"
    return f"{sign}{joined.strip()}{' slash ' if for_typst else '/'}{under}"


def _factor(value: sympy.Expr, *, for_typst: bool) -> str:
    if value == sympy.pi:
        return "pi" if for_typst else "π"
    if isinstance(value, sympy.Pow):
        base, power = value.args
        if power == sympy.Rational(1, 2):
            inner = _write(base, for_typst=for_typst)
            return f"sqrt({inner})" if for_typst else f"√{inner}" if inner.isdigit() else f"√({inner})"
        if for_typst:
            return f"{_factor(base, for_typst=True)}^{power}"
        return _factor(base, for_typst=False) + superscript(power)
    inner = _write(value, for_typst=for_typst)
    return f"({inner})"
