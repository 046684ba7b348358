"""How long it takes to say something, before anybody has said it."""

import re
from typing import Final

from contracts.animation import Language
from language.writing import read_as

# Seconds a character, fitted to 80 sentences (6 minutes) that the embedded voice spoke, two voices a
# language. An estimate is off by 0.15 s a sentence in Chinese, 0.35 s in English and Japanese; the voices of
# a language lie up to 5 % above and below. All in all they spoke 16.2 characters a second in English, 5.6 in
# Japanese, 5.5 in Chinese.
_LETTER: Final = 0.071
_MARK: Final = 0.07
_SYLLABLE: Final = 0.14
_HAN: Final = {Language.ENGLISH: 0.193, Language.JAPANESE: 0.248, Language.CHINESE: 0.193}
_DIGIT: Final = {Language.ENGLISH: 0.36, Language.JAPANESE: 0.29, Language.CHINESE: 0.27}

_HAN_CHARACTER = re.compile("[㐀-䶿一-鿿々]")
_SYLLABLES = re.compile("[ぁ-ゖァ-ヺー가-힣]")
_MARKS = re.compile("[、，；：。！？…]|[,;:.!?](?!\\d)")
_DIGITS = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_㐀-䶿一-鿿々ぁ-ゖァ-ヺー가-힣]")


def speech_seconds(text: str, language: str) -> float:
    """About how many seconds a text takes to say. ``language`` is a BCP 47 tag."""
    rules = read_as(language)
    kinds = (
        (_HAN_CHARACTER, _HAN[rules]),
        (_SYLLABLES, _SYLLABLE),
        (_DIGITS, _DIGIT[rules]),
        (_LETTERS, _LETTER),
        (_MARKS, _MARK),
    )
    return sum(len(kind.findall(text)) * seconds for kind, seconds in kinds)
