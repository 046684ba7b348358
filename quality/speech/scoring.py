"""What of a text was heard: its errors, and which pieces did not come through."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from quality.speech.texts import Piece, Text
from quality.speech.views import Unit, as_read, as_written

_TONE: Final = re.compile("(?<=[a-z])[1-5]$")
_LONG: Final = 4
"""Syllables of a piece that can be mistaken for nothing else where only a tone is: 设施度 for 摄氏度."""


@dataclass(frozen=True)
class Heard:
    """A text and what was ``heard`` of it: ``errors`` in ``length`` units, the pieces ``missed``."""

    text: Text
    heard: str
    errors: int
    length: int
    missed: tuple[Piece, ...]


def score(text: Text, heard: str) -> Heard:
    """Compare what was heard with what must be."""
    wanted, found = as_read(text.spoken, text.language), as_read(heard, text.language)
    written = as_written(heard, text.language)
    missed = tuple(
        piece
        for piece in text.pieces
        if not any(
            _holds(found, as_read(form, text.language)) or _holds(written, as_written(form, text.language))
            for form in piece.forms
        )
    )
    return Heard(text, heard, _distance(_sounds(wanted), _sounds(found)), len(wanted), missed)


def both(first: Heard, second: Heard) -> Heard:
    """What was heard of the same audio in two ways: a piece is missed that neither has."""
    return replace(
        first,
        heard=f"{first.heard.strip()} / {second.heard.strip()}",
        missed=tuple(piece for piece in first.missed if piece in second.missed),
    )


def _holds(whole: Sequence[Unit], part: Sequence[Unit]) -> bool:
    """Whether a part is in a whole, and begins and ends within no number there."""
    sounds, wanted = _sounds(whole), _sounds(part)
    if len(part) >= _LONG:
        sounds, wanted = ([_TONE.sub("", sound) for sound in one] for one in (sounds, wanted))
    return any(
        sounds[start : start + len(part)] == wanted
        and not _within_number(whole, start)
        and not _within_number(whole, start + len(part))
        for start in range(len(whole) - len(part) + 1)
        if part
    )


def _within_number(units: Sequence[Unit], at: int) -> bool:
    return 0 < at < len(units) and None is not units[at - 1].number == units[at].number


def _sounds(units: Sequence[Unit]) -> list[str]:
    return [unit.sound for unit in units]


def _distance(wanted: Sequence[str], found: Sequence[str]) -> int:
    """The fewest units that were put in, left out or exchanged."""
    row = list(range(len(found) + 1))
    for number, unit in enumerate(wanted, 1):
        above, row[0] = row[0], number
        for at, other in enumerate(found, 1):
            above, row[at] = row[at], min(above + (unit != other), row[at] + 1, row[at - 1] + 1)
    return row[-1]
