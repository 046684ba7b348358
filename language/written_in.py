"""Which language a text is in, as far as its writing tells, and what somebody says of it."""

import re
from collections.abc import Sequence
from typing import Final

from language.chinese import simplified
from language.tags import primary

_HAN: Final = re.compile("[々〆\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA: Final = re.compile("[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")
_WORD: Final = re.compile(r"(?<![\w@#/.-])[A-Za-z\u00c0-\u024f]['’A-Za-z\u00c0-\u024f]+(?![\w@/-]|\.\w)")
"""A word in Latin letters: no code, no address, and no single letter."""
_ALPHABETS: Final = {
    language: re.compile(f"[{letters}]")
    for language, letters in {
        "ko": "\u1100-\u11ff\uac00-\ud7af",
        "ru": "\u0400-\u04ff",
        "el": "\u0370-\u03ff",
        "he": "\u0590-\u05ff",
        "ar": "\u0600-\u06ff",
        "hi": "\u0900-\u097f",
        "th": "\u0e00-\u0e7f",
    }.items()
}
"""Letters that by themselves tell a language, if nobody says which of those that are written so it is."""
_SHARED: Final = {
    **dict.fromkeys(("uk", "be", "bg", "sr", "mk"), "ru"),
    **dict.fromkeys(("fa", "ur"), "ar"),
    **dict.fromkeys(("mr", "ne"), "hi"),
    "yi": "he",
}
_EASTERN: Final = ("ja", "zh")
_CHARACTERS_A_WORD: Final = 2
"""Of Chinese and Japanese, about."""
_LETTERS_A_WORD: Final = 5
"""Of the other languages, about."""
_FOREIGN_WORDS: Final = 2
"""Fewer words than these, and no other language is spoken for them: a name, "OK"."""
_MOSTLY: Final = 3
"""A text has become one in Latin letters if they have so many times the words of all others."""


def written_in(text: str, said: str, others: Sequence[str] = ()) -> str:
    """The tag of the language that a text is in.

    It is what is ``said`` to be its language, unless its writing is another's. Then it is the first of
    ``others`` that is written so, or else the most usual one.
    """
    words = {language: len(found.findall(text)) / _LETTERS_A_WORD for language, found in _ALPHABETS.items()}
    kana = len(_KANA.findall(text))
    words["east"] = (len(_HAN.findall(text)) + kana) / _CHARACTERS_A_WORD
    words["latin"] = len(_WORD.findall(text))
    writing = max(words, key=lambda one: words[one])
    own = _writing(said)
    if writing == own or not words[writing]:
        return _east(text, said, others, kana) if writing == own == "east" else said
    if own != "latin" and writing == "latin":
        rest = sum(words.values()) - words["latin"]
        if words["latin"] < max(_FOREIGN_WORDS, _MOSTLY * rest):
            return said
    if writing == "east":
        return _east(text, said, others, kana)
    return next((other for other in others if _writing(other) == writing), _usual(writing))


def _writing(tag: str) -> str:
    """What a language is written with: ``east``, ``latin``, or the language of its alphabet."""
    language = primary(tag)
    if language in _EASTERN or language == "yue":
        return "east"
    alphabet = _SHARED.get(language, language)
    return alphabet if alphabet in _ALPHABETS else "latin"


def _east(text: str, said: str, others: Sequence[str], kana: int) -> str:
    """Japanese or Chinese: kana are Japanese alone, Chinese characters both."""
    known = [tag for tag in (said, *others) if _writing(tag) == "east"]
    if kana:
        return next((tag for tag in known if primary(tag) == "ja"), "ja-JP")
    return known[0] if known else ("zh-CN" if simplified(text) == text else "zh-TW")


def _usual(writing: str) -> str:
    return "en-US" if writing == "latin" else writing
