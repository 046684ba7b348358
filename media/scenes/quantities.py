"""Measured quantities on the page: a symbol, its value, its unit."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from sympy import Expr

from media.formulas.written import measured
from media.scenes.exact import exact
from media.scenes.page import SMALLEST_SIZE, Page
from media.scenes.room import Room
from media.scenes.text import UNITS_PER_POINT, width

SIZE: Final = 32
_ROW: Final = 0.75
_LEADING: Final = 1.35


def quantity(symbol: str, value: Fraction | Expr, unit: str) -> str:
    """``v = 20 m/s`` or ``R ≈ 40.82 m``."""
    known = exact(value) if isinstance(value, Fraction) else value
    return f"{symbol} {measured(known)} {unit}".rstrip()


def amount(value: Fraction | Expr, unit: str) -> str:
    """``20 m/s`` or ``≈40.82 m``, as it stands in a sentence."""
    return quantity("", value, unit).strip().removeprefix("= ").replace("≈ ", "≈")


def facts(page: Page, room: Room, rows: Sequence[tuple[str, str, str]], *, across: bool) -> list[str]:
    """Write lines (variable, words, colour) side by side or below each other; gives what shows each."""
    shown = []
    wide = room.width / len(rows) - 0.2 if across else room.width
    longest = max(width(words, SIZE) for _, words, _ in rows)
    gap = _ROW if across else min(_ROW, room.height / len(rows))
    # A hair less than fits, or rounding would break the longest line in two.
    size = max(SMALLEST_SIZE, min(SIZE, 0.99 * SIZE * wide / longest, gap / UNITS_PER_POINT / _LEADING))
    for index, (name, words, color) in enumerate(rows):
        place = (index + 0.5) / len(rows)
        page.text(name, words, size, wide, rows=2, color=color or page.look.ink, centered=True)
        y = room.y if across else room.y + ((len(rows) - 1) / 2 - index) * gap
        page.place(name, room.left + place * room.width if across else room.x, y)
        shown.append(f"FadeIn({name}, shift=UP * 0.2)")
    return shown
