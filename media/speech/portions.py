"""A text in portions that are spoken one by one: sentences, clauses, in need words.

What is short is one portion. Of what is long only the portion under way is lost if its process ends.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from language.sentences import sentences

AFTER_SENTENCE_MS: Final = 300
AFTER_CLAUSE_MS: Final = 120
_NEAR: Final = 20
"""The characters in which the last mark and what closes behind it are found."""
_SENTENCE_END: Final = re.compile(r"[.!?…。！？．｡][\"'”’」』）)\]]*\s*$|\n\s*$")
_CLAUSE_END: Final = re.compile(r"[,;:，、；：､—–―)）\]】」』”][\"'”’]*\s*$")
_CLAUSES: Final = re.compile(r"[,;:](?=\s)\s*|[，、；：､—–―]\s*")
_WORDS: Final = re.compile(r"\s+")


class Portion(NamedTuple):
    """``text[start:end]`` is spoken by itself, and ``pause_ms`` of silence follow it."""

    start: int
    end: int
    pause_ms: int


def between(text: str, cuts: Sequence[int]) -> list[Portion]:
    """The portions of a text that is cut at these places; each is followed by the pause of its mark."""
    edges = [0, *cuts, len(text)]
    return [
        Portion(start, end, pause_ms(text[:end]) if end < len(text) else 0) for start, end in pairwise(edges)
    ]


def by_marks(text: str, most: int) -> list[Portion]:
    """The portions of a text, of at most so many characters each, cut where a voice pauses anyway."""
    cuts: list[int] = []
    start = at = 0
    for length in map(len, _pieces(text, most)):
        if at > start and at + length - start > most:
            cuts.append(at)
            start = at
        at += length
    return between(text, cuts)


def pause_ms(before: str) -> int:
    """The silence that the mark at the end of a text asks for."""
    before = before[-_NEAR:]
    if _SENTENCE_END.search(before):
        return AFTER_SENTENCE_MS
    return AFTER_CLAUSE_MS if _CLAUSE_END.search(before) else 0


def _pieces(text: str, most: int) -> Iterator[str]:
    """The sentences of a text; where one is too long its clauses, then words, then parts of words."""
    for sentence in sentences(text, whole_quotes=False):
        if len(sentence) <= most:
            yield sentence
            continue
        for clause in _parts(sentence, _CLAUSES):
            if len(clause) <= most:
                yield clause
                continue
            for word in _parts(clause, _WORDS):
                yield from (word[at : at + most] for at in range(0, len(word), most))


def _parts(text: str, marks: re.Pattern[str]) -> Iterator[str]:
    """A text cut behind each of the marks."""
    at = 0
    for found in marks.finditer(text):
        yield text[at : found.end()]
        at = found.end()
    if at < len(text):
        yield text[at:]
