"""Matrices in a text: "[[2, 1], [1, 2]]", "[2 1; 1 2]"."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from media.authoring.reading.measures import NUMBER, value

_ROW: Final = rf"\s*(?:{NUMBER})(?:[\s,，]+(?:{NUMBER}))*\s*"
_NESTED: Final = re.compile(rf"[\[(]\s*(?:[\[(]{_ROW}[\])]\s*[,;，；]?\s*){{2,}}[\])]")
_SEMICOLONS: Final = re.compile(rf"\[{_ROW}(?:[;；]{_ROW})+\]")

Matrix = tuple[tuple[Fraction, ...], ...]


def matrices(text: str) -> Iterator[Matrix]:
    """The matrices of a text in their order, row by row; every row is of one length."""
    for found in sorted((*_NESTED.finditer(text), *_SEMICOLONS.finditer(text)), key=re.Match.start):
        inner = found[0][1:-1]
        rows = re.findall(rf"[\[(]({_ROW})[\])]", inner) or re.split("[;；]", inner)
        matrix = tuple(tuple(map(value, re.findall(NUMBER, row))) for row in rows)
        if len({len(row) for row in matrix}) == 1:
            yield matrix
