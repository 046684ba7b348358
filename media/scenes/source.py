"""Python source, piece by piece: literals that stay literals, and calls laid out as ``ruff format`` would."""

import unicodedata
from collections.abc import Sequence

LINE_LENGTH = 100
INDENT = "    "


def literal(text: str) -> str:
    """A string literal that means exactly this text, whatever is in it, on one line."""
    # The quotes that need fewer backslashes, double ones if it is all the same: as formatters like it.
    quote = "'" if text.count('"') > text.count("'") else '"'
    return quote + "".join(f"\\{char}" if char == quote else _escaped(char) for char in text) + quote


def _escaped(char: str) -> str:
    return char if char in "'\"" else repr(char)[1:-1]


def number(value: float) -> str:
    """A number literal, rounded to what can be seen."""
    rounded = round(float(value), 3)
    return str(int(rounded)) if rounded.is_integer() else repr(rounded)


def point(x: float, y: float) -> str:
    """A place in the frame."""
    return f"[{number(x)}, {number(y)}, 0]"


def call(function: str, args: Sequence[str], options: dict[str, str] | None = None) -> str:
    """A call on one line."""
    return f"{function}({', '.join(_all(args, options))})"


def statement(function: str, args: Sequence[str], options: dict[str, str] | None, depth: int) -> list[str]:
    """A call as a statement of its own, broken into lines where it is too long for one."""
    margin = INDENT * depth
    parts = _all(args, options)
    whole = f"{margin}{function}({', '.join(parts)})"
    if columns_of(whole) <= LINE_LENGTH or not parts:
        return [whole]
    inner = f"{margin}{INDENT}{', '.join(parts)}"
    if columns_of(inner) <= LINE_LENGTH:
        return [f"{margin}{function}(", inner, f"{margin})"]
    return [f"{margin}{function}(", *(f"{margin}{INDENT}{part}," for part in parts), f"{margin})"]


def _all(args: Sequence[str], options: dict[str, str] | None) -> list[str]:
    return [*args, *(f"{name}={value}" for name, value in (options or {}).items())]


def columns_of(line: str) -> int:
    """How many columns of a fixed width a line takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)
