"""Exact numbers: read from what a person or a model gives, and written for a formula and for a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt, lcm, sqrt
from typing import Annotated, Final

from pydantic import BeforeValidator, Field, PlainSerializer

MINUS: Final = "−"
LARGEST: Final = 1_000_000
LARGEST_DENOMINATOR: Final = 10_000
_SUPERSCRIPTS: Final = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_HIDDEN: Final = 5


def _read(value: object) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Fraction):
        raise ValueError("A number is a whole number, a decimal, or a fraction such as 3/4.")  # noqa: TRY004 - pydantic's
    try:
        # A float means the decimal that was written, not its nearest sum of powers of two.
        read = Fraction(str(value) if isinstance(value, float) else value)
    except (ValueError, ZeroDivisionError, OverflowError) as error:
        raise ValueError(f"{str(value)[:40]} is no number.") from error
    if abs(read) > LARGEST or read.denominator > LARGEST_DENOMINATOR:
        raise ValueError(f"{str(value)[:40]} is too large, or has too many digits, to be shown exactly.")
    return read


def _for_json(value: Fraction) -> int | str:
    return value.numerator if value.denominator == 1 else str(value)


Exact = Annotated[
    Fraction,
    BeforeValidator(_read, json_schema_input_type=int | float | str),
    PlainSerializer(_for_json, return_type=int | str),
    Field(description="a whole number, a decimal, or a fraction as text such as 3/4"),
]
"""A field for a number that is kept exactly as it was given."""


@dataclass(frozen=True)
class Written:
    """One expression twice: as Typst's mathematics, and as it stands in a sentence."""

    typst: str
    plain: str

    def __add__(self, other: "Written") -> "Written":
        return Written(f"{self.typst} {other.typst}", self.plain + other.plain)


def same(text: str) -> Written:
    """What is written alike in both."""
    return Written(text, text)


def written(value: Fraction) -> Written:
    """A number as a fraction in lowest terms."""
    sign, size = ("-", abs(value)) if value < 0 else ("", value)
    minus = MINUS if sign else ""
    if size.denominator == 1:
        return Written(f"{sign}{size}", f"{minus}{size}")
    return Written(f"{sign}frac({size.numerator}, {size.denominator})", f"{minus}{size}")


def bracketed(value: Fraction) -> Written:
    """A number as it stands behind a sign: in brackets if it has one of its own, or a bar."""
    text = written(value)
    return text if value >= 0 and value.denominator == 1 else Written(f"({text.typst})", f"({text.plain})")


def as_decimal(value: Fraction, digits: int = 4) -> str | None:
    """The decimal that it is exactly; None where that takes more digits."""
    scaled = value * 10**digits
    if scaled.denominator != 1:
        return None
    text = rounded(value, digits)
    return text.rstrip("0").rstrip(".") if digits else text


def rounded(value: Fraction, digits: int) -> str:
    """A number with that many decimals, half of the last one rounded away from zero."""
    scaled = (abs(value) * 10**digits * 2 + 1) // 2
    whole, rest = divmod(scaled, 10**digits)
    minus = MINUS if value < 0 and scaled else ""
    return f"{minus}{whole}" + (f".{rest:0{digits}d}" if digits else "")


def superscript(number: object) -> str:
    """A whole number as an exponent in a line of text."""
    return str(number).translate(_SUPERSCRIPTS)


def power(base: Written, exponent: int) -> Written:
    """A power; the first one is the thing itself."""
    if exponent == 1:
        return base
    return Written(f"{base.typst}^({exponent})", base.plain + superscript(exponent))


def summed(terms: Iterable[tuple[Fraction, Written | None]]) -> Written:
    """A sum of multiples, such as 2x² − x + 3; None stands for the number alone."""
    typst = plain = ""
    for factor, thing in terms:
        if not factor:
            continue
        sign, minus = ("-", MINUS) if factor < 0 else ("+", "+")
        if typst:
            typst, plain = f"{typst} {sign} ", f"{plain} {minus} "
        elif factor < 0:
            typst, plain = "-", MINUS
        size = abs(factor)
        if thing is None or size != 1:
            number = written(size)
            fraction = thing is not None and size.denominator != 1
            typst += number.typst
            plain += f"({number.plain})" if fraction else number.plain
        if thing is not None:
            typst += f" {thing.typst}"
            plain += thing.plain
    return Written(typst or "0", plain or "0")


@dataclass(frozen=True)
class Surd:
    """The number whole + root · √radicand; the radicand is free of squares, and 1 where there is no root."""

    whole: Fraction
    root: Fraction
    radicand: int

    @classmethod
    def of(cls, value: Fraction) -> "Surd":
        """A number without a root."""
        return cls(value, Fraction(0), 1)

    @property
    def is_rational(self) -> bool:
        """Whether no root is left."""
        return not self.root

    def __float__(self) -> float:
        return float(self.whole) + float(self.root) * sqrt(self.radicand)

    def rounded(self, digits: int) -> str:
        """The number with that many decimals."""
        fine = 10 ** (digits + _HIDDEN)
        square = self.root * self.root * self.radicand * fine * fine
        size = Fraction(isqrt(square.numerator // square.denominator), fine)
        return rounded(self.whole + (size if self.root > 0 else -size), digits)

    def written(self, sign: str = "+") -> Written:
        """The number over one denominator; ``sign`` before its root is ± or ∓ for its conjugate too."""
        if self.is_rational:
            return written(self.whole)
        under = lcm(self.whole.denominator, self.root.denominator)
        whole, root = self.whole * under, abs(self.root) * under
        if sign == "+" and self.root < 0:
            sign = "-"
        times = "" if root == 1 else str(root)
        typst = f"{times} sqrt({self.radicand})".strip()
        plain = f"{times}√{self.radicand}"
        mark = {"+": "+", "-": MINUS, "±": "±", "∓": "∓"}[sign]
        marked = {"+": "+", "-": "-", "±": "plus.minus", "∓": "minus.plus"}[sign]
        if whole:
            head = written(whole)
            typst, plain = f"{head.typst} {marked} {typst}", f"{head.plain} {mark} {plain}"
        elif sign != "+":
            typst, plain = f"{marked} {typst}", f"{mark}{plain}"
        if under == 1:
            return Written(typst, plain)
        return Written(f"frac({typst}, {under})", f"({plain})/{under}" if whole else f"{plain}/{under}")


def square_root(value: Fraction) -> Surd:
    """The root of a number that is not negative, as a multiple of the root of a whole number."""
    inside = value.numerator * value.denominator
    outside, radicand, divisor = 1, inside, 2
    while divisor * divisor <= radicand:
        if radicand % (divisor * divisor):
            divisor += 1
        else:
            radicand //= divisor * divisor
            outside *= divisor
    factor = Fraction(outside, value.denominator)
    if radicand in (0, 1):
        return Surd.of(factor * radicand)
    return Surd(Fraction(0), factor, radicand)


def quadratic_roots(a: Fraction, b: Fraction, c: Fraction) -> tuple[Surd, ...]:
    """The real roots of a·x² + b·x + c, the smaller first, each once; a is not zero."""
    square = (b * b - 4 * a * c) / (4 * a * a)
    if square < 0:
        return ()
    middle, step = -b / (2 * a), square_root(square)
    if step.is_rational:
        return tuple(map(Surd.of, sorted({middle - step.whole, middle + step.whole})))
    return tuple(Surd(middle, sign * step.root, step.radicand) for sign in (-1, 1))
