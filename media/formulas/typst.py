"""A formula that is given in Typst's mathematics."""

import re
from typing import Annotated, Final

from pydantic import AfterValidator, Field

_CLOSES: Final = {")": "(", "]": "[", "}": "{"}


def _checked(text: str) -> str:
    if found := re.search(r"[#$\\]|\{\{|\}\}", text):
        raise ValueError(f"A formula is Typst's mathematics without {found[0]}.")
    open_ones: list[str] = []
    for char in text:
        if char in _CLOSES.values():
            open_ones.append(char)
        elif char in _CLOSES and (not open_ones or open_ones.pop() != _CLOSES[char]):
            raise ValueError(f"A bracket that closes has none that opens: {text}")
    if open_ones:
        raise ValueError(f"A bracket is not closed: {text}")
    return text.strip()


Maths = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_checked)]
"""Typst's mathematics as a model's field, such as ``x = frac(-b plus.minus sqrt(b^2 - 4 a c), 2 a)``."""
