"""Words that misaki's dictionaries lack, names above all: those of gruut, the CMU dictionary in IPA."""

import importlib.resources
import re
import sqlite3
from contextlib import closing
from functools import cache
from typing import Final

_AS_KOKORO: Final = {
    "t͡ʃ": "ʧ",
    "d͡ʒ": "ʤ",
    "aɪ": "I",
    "aʊ": "W",
    "eɪ": "A",
    "oʊ": "O",
    "ɔɪ": "Y",
    "ˈɚ": "ˈɜɹ",
    "ˌɚ": "ˌɜɹ",
    "ɚ": "əɹ",
}
"""Sounds that Kokoro writes otherwise."""
_SOUNDS: Final = re.compile("|".join(_AS_KOKORO))


def known(word: str, *, last: str = "") -> str | None:
    """The phonemes of a word in small letters without accents, if it is there with this ``last`` sound."""
    found = _dictionary().get(word, ())
    return next((phonemes for phonemes in found if phonemes.endswith(last)), None)


@cache
def _dictionary() -> dict[str, tuple[str, ...]]:
    """Every pronunciation of each word, the usual one first."""
    path = importlib.resources.files("gruut_lang_en") / "lexicon.db"
    found: dict[str, tuple[str, ...]] = {}
    with closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as lexicon:
        for word, phonemes in lexicon.execute("SELECT word, phonemes FROM word_phonemes ORDER BY id"):
            found[word] = (*found.get(word, ()), _as_kokoro(phonemes))
    return found


def _as_kokoro(phonemes: str) -> str:
    return _SOUNDS.sub(lambda sound: _AS_KOKORO[sound[0]], phonemes).replace(" ", "")
