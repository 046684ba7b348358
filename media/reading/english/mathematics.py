"""English words for formulas."""

import re
from collections.abc import Iterator
from functools import singledispatch
from itertools import pairwise
from typing import Final

from media.reading.english.numbers import fraction, number
from media.reading.english.units import unit
from media.reading.mathematics.finding import formulas
from media.reading.mathematics.tree import (
    Absolute,
    Call,
    Formula,
    Fraction,
    Group,
    Index,
    Infix,
    Marked,
    Name,
    Number,
    Power,
    Product,
    Quantity,
    Root,
    Signed,
)
from media.reading.rules import Claim

OPERATORS: Final = {
    "+": "plus",
    "-": "minus",
    "±": "plus or minus",
    "∓": "minus or plus",
    "×": "times",
    "÷": "divided by",
    "/": "divided by",
    "∘": "composed with",
    "=": "equals",
    "≠": "is not equal to",
    "<": "is less than",
    ">": "is greater than",
    "≤": "is less than or equal to",
    "≥": "is greater than or equal to",
    "≪": "is much less than",
    "≫": "is much greater than",
    "≈": "is about",
    "≡": "is equivalent to",
    "∝": "is proportional to",
    "→": "to",
    "⇒": "implies",
    "⇔": "if and only if",
    "∈": "is in",
    "∉": "is not in",
    "⊂": "is a subset of",
    "⊆": "is a subset of",
    "∪": "union",
    "∩": "intersection",
    "∥": "is parallel to",
    "⊥": "is perpendicular to",
    "∧": "and",
    "∨": "or",
    "|": "given",
}
_SIGNS: Final = {**OPERATORS, "∂": "partial", "∇": "nabla", "¬": "not", "∀": "for all", "∃": "there is"}
_MARKS: Final = {"!": "factorial", "%": "percent", "°": "degrees", "′": "prime"}
_NAMES: Final[dict[str, str]] = {
    **dict(
        zip(
            "αβγδεζηθικλμνξοπρστυφχψωςϑϕ",
            re.findall(
                r"\S+",
                "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho"
                " sigma tau upsilon phi chi psi omega sigma theta phi",
            ),
            strict=True,
        )
    ),
    "∞": "infinity",
    "∑": "the sum",
    "∏": "the product",
    "∫": "the integral",
    "ℏ": "h bar",
    "ℝ": "the real numbers",
    "ℕ": "the natural numbers",
    "ℤ": "the integers",
    "ℚ": "the rational numbers",
    "ℂ": "the complex numbers",
    "∅": "the empty set",
    "sin": "sine",
    "cos": "cosine",
    "tan": "tangent",
    "cot": "cotangent",
    "sec": "secant",
    "csc": "cosecant",
    "arcsin": "arc sine",
    "arccos": "arc cosine",
    "arctan": "arc tangent",
    "ln": "natural log",
    "lg": "log",
    "sinh": "hyperbolic sine",
    "cosh": "hyperbolic cosine",
    "tanh": "hyperbolic tangent",
    "lim": "the limit",
    "max": "the maximum",
    "min": "the minimum",
    "det": "the determinant",
    "exp": "e to the power",
    "gcd": "the greatest common divisor",
    "lcm": "the least common multiple",
}
_POWERS: Final = {"2": "squared", "3": "cubed"}
_ROOTS: Final = {"2": "square", "3": "cube"}
_BIG: Final = frozenset("∑∏∫")
_LARGEST: Final = 20
"""The largest number in a fraction that is read as one: three twentieths, but 100/5 is a division."""
_COMMAS: Final = re.compile("[ ,]*,[ ,]*")


def read_formulas(text: str) -> Iterator[Claim]:
    """The rule for formulas."""
    for found in formulas(text):
        spoken = _COMMAS.sub(", ", say(found.tree)).strip(" ,")
        if text[: found.start].lower().endswith("is "):
            spoken = spoken.replace(" is ", " ", 1)  # Is 5 > 3?
        yield Claim(found.start, found.end, spoken)


@singledispatch
def say(tree: Formula) -> str:
    """A formula in words. Commas stand where a listener would not hear how far parentheses reach."""
    raise TypeError(tree)


@say.register
def _(tree: Number) -> str:
    return number(tree.figures)


@say.register
def _(tree: Quantity) -> str:
    return f"{say(tree.number)} {unit(tree.unit, several=tree.number != Number('1'))}"


@say.register
def _(tree: Name) -> str:
    if tree.letters == "a":
        return "A"  # the letter, and not the article
    return _NAMES.get(tree.letters) or _NAMES.get(tree.letters.lower(), tree.letters)


@say.register
def _(tree: Group) -> str:
    return f", {say(tree.inner)}," if isinstance(tree.inner, Infix | Signed) else say(tree.inner)


@say.register
def _(tree: Infix) -> str:
    rest = zip(tree.operators, tree.operands[1:], strict=True)
    return say(tree.operands[0]) + "".join(f" {OPERATORS[sign]} {say(operand)}" for sign, operand in rest)


@say.register
def _(tree: Signed) -> str:
    return f"{_SIGNS[tree.sign]} {say(tree.operand)}"


@say.register
def _(tree: Marked) -> str:
    return f"{say(tree.operand)} {_MARKS[tree.mark]}"


@say.register
def _(tree: Absolute) -> str:
    return f"the absolute value of {say(tree.operand)}"


@say.register
def _(tree: Call) -> str:
    return f"{say(tree.function)} of {' and '.join(map(say, tree.arguments))}"


@say.register
def _(tree: Product) -> str:
    first, *others = tree.factors
    words = say(first)
    if _is_big(first):
        return f"{words} of {' '.join(map(say, others))}"
    for before, factor in pairwise(tree.factors):
        is_grouped = _is_grouped(before) or _is_grouped(factor) or isinstance(factor, Root)
        words += f"{' times' if is_grouped else ''} {say(factor)}"
    return words


@say.register
def _(tree: Fraction) -> str:
    match tree.numerator, tree.denominator:
        case Number(above), Number(below) if above.isdecimal() and below.isdecimal():
            is_fraction = 1 < int(below) <= _LARGEST and int(above) <= _LARGEST and int(above) % int(below)
            return (
                fraction(int(above), int(below))
                if is_fraction
                else f"{number(above)} divided by {number(below)}"
            )
    comma = "," if isinstance(tree.numerator, Infix) else ""
    return f"{say(tree.numerator)}{comma} over {say(tree.denominator)}"


@say.register
def _(tree: Power) -> str:
    if _is_big(tree.base):
        return f"{say(tree.base)} to {say(tree.exponent)}"
    if isinstance(tree.exponent, Number) and tree.exponent.figures in _POWERS:
        return f"{say(tree.base)} {_POWERS[tree.exponent.figures]}"
    return f"{say(tree.base)} to the power of {say(tree.exponent)}"


@say.register
def _(tree: Index) -> str:
    match tree:
        case Index(Name("lim"), Infix(("→",), (variable, goal))):
            return f"the limit as {say(variable)} approaches {say(goal)}"
        case Index(Name("log"), base):
            return f"log base {say(base)}"
    return f"{say(tree.base)} {'from' if _is_big(tree.base) else 'sub'} {say(tree.index)}"


@say.register
def _(tree: Root) -> str:
    degree = tree.degree or Number("2")
    name = _ROOTS.get(degree.figures) if isinstance(degree, Number) else None
    name = name or f"{say(degree)}th"
    return f"the {name} root of {say(tree.radicand)}"


def _is_big(tree: Formula) -> bool:
    while isinstance(tree, Power | Index):
        tree = tree.base
    return isinstance(tree, Name) and tree.letters in _BIG


def _is_grouped(tree: Formula) -> bool:
    while isinstance(tree, Power | Index | Marked):
        tree = tree.operand if isinstance(tree, Marked) else tree.base
    return isinstance(tree, Group)
