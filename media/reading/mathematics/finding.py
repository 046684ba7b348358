"""Where formulas stand in a text.

A letter, a number or a hyphen is no formula by itself: ``I``, ``25-30``, ``well-known``, ``and/or``,
``a (b)``. What parses as one counts if a sign in it says so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from media.reading.mathematics.grammar import formula
from media.reading.mathematics.tokens import tokens
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

_WORDS_TOO: Final = frozenset({"sin", "log", "max", "min", "sec", "cot", "lim", "exp", "det", "lg"})
"""Functions whose names are ordinary words unless parentheses or a formula stand around them."""
_VARIABLE: Final = re.compile("[b-z]|[α-ω]")
_BEFORE: Final = re.compile(r"[A-Za-z0-9_.'’$€£¥@#&]$|\w[-/]$")
_GOES_ON: Final = re.compile("[A-Za-z0-9_]")
"""What stands before and behind a part of a longer word or number."""
_SIGN: Final = re.compile(
    "[=×÷±<>^_|√∛∜\\\\−+*/∞∂∇¬\u2200-\u22ff⁰¹²³⁴-ₜα-ωΑ-Ωϑϕℏ→⇒⇔ℝℕℤℚℂ]"
    "|\\w['’]?\\(| - |[a-z]-\\d|\\b(?:cos|tan|ln)\\b"
)
"""What a text has that holds a formula; most have none of it."""
_DOLLARS: Final = re.compile(
    r"\$\$?(?=[^\s$])(?P<formula>[^$\n]*[^\s$])\$\$?|\\[(\[]\s*(?P<bracketed>.+?)\s*\\[)\]]"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A formula at ``text[start:end]``."""

    start: int
    end: int
    tree: Formula


def formulas(text: str) -> Iterator[Found]:
    """The formulas of a text, in its order."""
    at = 0
    for found in _enclosed(text):
        yield from _between(text, at, found.start)
        yield found
        at = found.end
    yield from _between(text, at, len(text))


def _enclosed(text: str) -> Iterator[Found]:
    """Formulas between dollars or in TeX's brackets, if all that is there is one; sums of money are not."""
    for enclosed in _DOLLARS.finditer(text):
        inner = enclosed[enclosed.lastgroup or 0]
        found = tokens(inner)
        parsed = formula(inner, found, 0)
        if parsed and parsed[1] == len(found):
            yield Found(enclosed.start(), enclosed.end(), parsed[0])


def _between(text: str, start: int, end: int) -> Iterator[Found]:
    if not _SIGN.search(text, start, end):
        return
    found = [token for token in tokens(text) if start <= token.start < end]
    at = 0
    while at < len(found):
        begins = found[at].start
        parsed = None if _is_in_word(text, begins) else formula(text, found, at)
        if parsed is not None:
            tree, behind = parsed
            ends = found[behind - 1].end
            if not _GOES_ON.match(text, ends) and is_evident(tree, text[begins:ends]):
                yield Found(begins, ends, tree)
                at = behind
                continue
            if isinstance(tree, Quantity):
                at = behind  # and its unit is no variable
                continue
        at += 1


def _is_in_word(text: str, at: int) -> bool:
    return bool(_BEFORE.search(text[max(at - 2, 0) : at]))


def is_evident(tree: Formula, written: str) -> bool:
    """Whether a tree is a formula, and not words and numbers that could be read as one.

    ``written`` is the formula, or a longer one that it is a part of.
    """
    match tree:
        case Infix():
            return _is_evident_infix(tree, written)
        case Name(letters):
            # A Greek letter, but not the word for it: omega-3.
            return not letters.isascii() and letters in written
        case Call(Name(letters)) if letters in _WORDS_TOO:
            return "(" in written
        case Signed(sign) if sign not in "+-":
            return True
        case Power() | Root() | Absolute() | Call() | Index(Name()):
            return True
    return "\\" in written or _is_derivative(tree) or any(is_evident(part, written) for part in _parts(tree))


def _is_evident_infix(tree: Infix, written: str) -> bool:
    if set(tree.operators) - {"-", "/"} or any(is_evident(one, written) for one in tree.operands):
        return True
    numbers = [isinstance(one, Number) for one in tree.operands]
    if "-" not in tree.operators:
        return all(numbers)
    if "−" in written:
        return True
    variables = [
        isinstance(one, Name) and _VARIABLE.fullmatch(one.letters) and one.letters in written
        for one in tree.operands
    ]
    return any(variables) and (" " in written or any(numbers))


def _parts(tree: Formula) -> tuple[Formula, ...]:
    match tree:
        case Signed(_, inner) | Group(inner) | Marked(inner):
            return (inner,)
        case Fraction(above, below):
            return above, below
        case Product(factors):
            return factors
        case Quantity(number):
            return (number,)
    return ()


def _is_derivative(tree: Formula) -> bool:
    match tree:
        case Fraction(Product((Name("d"), *_)), Product((Name("d"), *_))):
            return True
    return False
