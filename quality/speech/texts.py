"""The texts: what is written, and what must be heard of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path
from typing import Final

PLAIN: Final = "plain"
"""The kind of sentences in which nothing is difficult: what the recogniser gets wrong of them is its own."""
_PIECE: Final = re.compile(r"\[([^\]]+)\]")


@dataclass(frozen=True)
class Piece:
    """Words that carry the meaning, in each of the forms that a recogniser may write them in."""

    forms: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """A text, how it is ``spoken`` in full, and the pieces of that without which it says something else."""

    language: str
    kind: str
    written: str
    spoken: str
    pieces: tuple[Piece, ...]


def texts(languages: Sequence[str], kinds: Sequence[str] | None, most: int | None) -> list[Text]:
    """The texts of some languages, at ``most`` so many of each: one of each kind, then a second one."""
    rows = Path(__file__).with_name("texts.tsv").read_text(encoding="utf-8").splitlines()[1:]
    every = [_text(*row.split("\t")) for row in rows]
    found: list[Text] = []
    for language in languages:
        by_kind: dict[str, list[Text]] = {}
        for text in every:
            if text.language == language and (kinds is None or text.kind in kinds):
                by_kind.setdefault(text.kind, []).append(text)
        in_turn = chain.from_iterable(zip_longest(*by_kind.values()))
        found += [text for text in in_turn if text is not None][:most]
    return found


def _text(language: str, kind: str, written: str, spoken: str) -> Text:
    pieces = tuple(Piece(tuple(found.split("|"))) for found in _PIECE.findall(spoken))
    in_full = _PIECE.sub(lambda piece: piece[1].partition("|")[0], spoken)
    return Text(language, kind, written.replace(r"\n", "\n"), in_full, pieces)
