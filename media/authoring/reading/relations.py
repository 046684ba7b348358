"""Relations between two formulas in a text: equations, functions, curves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from media.formulas.formula import CONSTANTS, FUNCTIONS, Formula, NotAFormula, parse

_LEFT: Final = re.compile(r"[-−+*/^().²³⁴√π·×÷\dA-Za-zα-ω' ]+$")
_RIGHT: Final = re.compile(r"[-−+*/^().²³⁴√π·×÷|\dA-Za-zα-ω ]+")
_TOKEN: Final = re.compile(r"[A-Za-zα-ω]+'?|\d+(?:\.\d+)?|\s+|.")
_NAME: Final = re.compile(r"([A-Za-zα-ω]'?)\s*(?:\(\s*([a-z])\s*\))?$")
_WIDE: Final = str.maketrans("＝＋－＊／（）＾", "=+-*/()^")
_MOST_LETTERS: Final = 2
"""The letters of a product without signs (``xy``); longer runs are words, unless they are known names."""

_SHORT_WORD: Final = re.compile(
    r"(?<![A-Za-z])(?:a|is|of|to|in|at|or|if|by|as|so|be|an|on|we)(?![A-Za-z])(?=\s+\S)"
    r"|(?<=[\w)²³⁴] )(?:is|of|to|in|at|or|if|by|as|so|be|an|on|we)\s*$"
)


@dataclass(frozen=True)
class Relation:
    """``left = right``, as written in ``source`` from ``start`` to ``end``.

    ``name`` is what stands alone on the left: ``y``, ``f(x)``; empty where the left side is an expression.
    """

    source: str
    left: Formula
    right: Formula
    name: str
    start: int
    end: int

    @property
    def variables(self) -> frozenset[str]:
        """The letters on both sides; the name of a function is none."""
        left = frozenset() if "(" in self.name else self.left.variables
        return left | self.right.variables


def relations(text: str) -> Iterator[Relation]:
    """The relations of a text in their order."""
    text = text.translate(_WIDE)
    at = 0
    for equals in re.finditer(r"(?<![<>=!:])=(?!=)", text):
        left = _left(text[at : equals.start()])
        right = _right(text[equals.end() :].split("\n", 1)[0][:80])
        if left and right:
            start, end = equals.start() - len(left[0]), equals.end() + len(right[0])
            source = f"{left[0].strip()} = {right[0].strip()}"
            yield Relation(source, left[1], right[1], left[2], start + _spaces(left[0]), end)
            at = end
        else:
            at = equals.end()


def _left(before: str) -> tuple[str, Formula, str] | None:
    """The longest formula that ends there: as it is written, read, and its name if it is one alone."""
    found = _LEFT.search(before.rsplit("\n", maxsplit=1)[-1][-80:])
    tokens = _TOKEN.findall(found[0]) if found else []
    while tokens:
        source = "".join(tokens)
        if not _has_words(source) and source.strip():
            name = _NAME.fullmatch(source.strip())
            try:
                formula = parse(name[2] or name[1] if name else source)
            except NotAFormula:
                pass
            else:
                return source, formula, source.strip().replace(" ", "") if name else ""
        tokens.pop(0)
    return None


def _right(after: str) -> tuple[str, Formula] | None:
    """The longest formula that begins there."""
    found = _RIGHT.match(after)
    tokens = _TOKEN.findall(found[0]) if found else []
    while tokens:
        source = "".join(tokens).rstrip(" .")
        if source.strip() and not _has_words(source):
            try:
                return source, parse(source)
            except NotAFormula:
                pass
        tokens.pop()
    return None


def _has_words(source: str) -> bool:
    known = FUNCTIONS.keys() | CONSTANTS.keys()
    letters = re.findall(r"[A-Za-z]+", source)
    return bool(_SHORT_WORD.search(source)) or any(
        len(word) > _MOST_LETTERS and word not in known for word in letters
    )


def _spaces(source: str) -> int:
    return len(source) - len(source.lstrip())
