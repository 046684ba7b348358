"""Which font size fits."""

from collections.abc import Iterable
from typing import Final

from media.scenes.page import SMALLEST_SIZE, Page
from media.scenes.text import breaks_words, width, wrap

SIZES: Final = (30, 26, 23, SMALLEST_SIZE)


def fitting(texts: Iterable[str], room: float, rows: int = 1) -> int | None:
    """The largest font size at which each text fits into the room in so many rows; None if none does."""
    texts = tuple(texts)
    for size in SIZES:
        if all(not breaks_words(text, room, size) and len(wrap(text, room, size)) <= rows for text in texts):
            return size
    return None


def result(page: Page, name: str, words: str, y: float) -> None:
    """A result on a line of its own across the stage, in the colour of what is found."""
    size = fitting([words], page.stage.width) or SMALLEST_SIZE
    page.text(name, words, size, page.stage.width, rows=2, color=page.look.done, bold=True, centered=True)
    page.place(name, 0, y)


def widest(texts: Iterable[str], size: float) -> float:
    """The width of the widest text."""
    return max(width(text, size) for text in texts)
