"""Cutting a text that is too long for one scene, without losing a character."""

import re
import unicodedata
from collections.abc import Callable

from language.sentences import CJK, quoted

_CLAUSE = re.compile(rf"[,;:，、；：—–](?=[\s{CJK}「『“])\s*")
_SPACE = re.compile(r"\s+")
_MARGIN = 5
"""The part of a text at either end that no cut lies within."""


def pieces(text: str, fits: Callable[[str], bool]) -> list[str]:
    """The text in pieces that fit: cut between clauses, else between words, else wherever it must be.

    Put together again they are the text.
    """
    if len(text) < 2 or fits(text):  # noqa: PLR2004 - a single character cannot be cut
        return [text]
    at = _cut(text)
    return pieces(text[:at], fits) + pieces(text[at:], fits)


def halves(sentence: str) -> tuple[str, str] | None:
    """A sentence cut between two clauses near its middle, but never within a quotation."""
    at = _near_middle(sentence, _CLAUSE, quoted(sentence))
    return None if at is None else (sentence[:at].strip(), sentence[at:].strip())


def _near_middle(text: str, kind: re.Pattern[str], without: frozenset[int] = frozenset()) -> int | None:
    ends = (found.end() for found in kind.finditer(text) if found.start() not in without)
    near = [end for end in ends if len(text) / _MARGIN <= end <= len(text) - len(text) / _MARGIN]
    return min(near, key=lambda end: abs(end - len(text) / 2), default=None)


def _cut(text: str) -> int:
    """The best place near the middle."""
    for kind in (_CLAUSE, _SPACE):
        at = _near_middle(text, kind)
        if at is not None:
            return at
    at = max(1, len(text) // 2)
    while at < len(text) - 1 and unicodedata.combining(text[at]):
        at += 1
    return at
