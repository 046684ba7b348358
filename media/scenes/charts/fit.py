"""Which font size fits."""

from collections.abc import Iterable
from typing import Final

from media.scenes.page import SMALLEST_SIZE, Page
from media.scenes.text import breaks_words, width, wrap

ROW: Final = 1.25 / 72
"""The height of a row of text at font size 1."""
_LARGE: Final = (44, 36)
SIZES: Final = (30, 26, 23, SMALLEST_SIZE)


def fitting(texts: Iterable[str], room: float, rows: int = 1) -> int | None:
    """The largest font size at which each text fits into the room in so many rows; None if none does."""
    texts = tuple(texts)
    for size in SIZES:
        if all(not breaks_words(text, room, size) and len(wrap(text, room, size)) <= rows for text in texts):
            return size
    return None


def block(words: str, room: float, height: float, largest: int = SIZES[0]) -> tuple[int, int]:
    """The largest font size, and with it the number of rows, at which a text fits into a rectangle."""
    for size in (*(size for size in _LARGE if size <= largest), *SIZES):
        rows = len(wrap(words, room, size))
        if rows * size * ROW <= height and not breaks_words(words, room, size):
            return size, rows
    return SMALLEST_SIZE, max(1, int(height / (SMALLEST_SIZE * ROW)))


def result(page: Page, name: str, words: str, y: float) -> None:
    """A result on a line of its own across the stage, in the colour of what is found."""
    size = fitting([words], page.stage.width) or SMALLEST_SIZE
    page.text(name, words, size, page.stage.width, rows=2, color=page.look.done, bold=True, centered=True)
    page.place(name, 0, y)


def widest(texts: Iterable[str], size: float) -> float:
    """The width of the widest text."""
    return max(width(text, size) for text in texts)
