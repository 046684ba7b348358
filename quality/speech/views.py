"""A text as it sounds, whichever way it is written: figures or words, any width, kana or characters.

What a recogniser writes is its own choice: "$3.50" or "three dollars and fifty cents", 二人 or ふたり.
Texts are compared as rows of units, which are words in English, syllables with their tones in Chinese, and
kana in Japanese.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pyopenjtalk

from language.chinese import simplified
from language.tags import primary
from media.phonemes.chinese import pinyin_of
from media.reading.reader import read

_ENGLISH_NUMBERS: Final = re.compile(
    "zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    "|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million|billion|point|minus"
)
_FIGURE: Final = "[一二三四五六七八九]"
_BELOW_MYRIADS: Final = rf"(?:{_FIGURE}千)?零?(?:{_FIGURE}百)?零?(?:{_FIGURE}?十)?零?{_FIGURE}?"
_CHINESE_NUMBER: Final = re.compile(
    rf"负?(?:[零一二三四五六七八九]{{2,}}(?:点[零一二三四五六七八九]+)?(?![十百千])|"
    rf"(?:{_BELOW_MYRIADS}亿)?(?:{_BELOW_MYRIADS}万)?{_BELOW_MYRIADS}(?:点[零一二三四五六七八九]+[万亿]*)?)"
)
"""Also an empty one. Figures that make no number together are two: 十二十 are 12 and 10."""
_SAME_FIGURE: Final = str.maketrans("两幺〇", "二一零")
"""Figures do not tell which word was said for them."""
_CHINESE_LETTERS: Final = dict(
    re.findall(
        r"(\w)=(\w+)", "b=bi4 d=di4 e=yi4 g=ji4 i=ai4 k=kei1 n=en1 o=ou1 p=pi1 t=ti4 u=you1 v=wei1 y=wai4"
    )
)
"""A letter by itself and the syllable that sounds like it: 外 is heard for Y."""
_LONG_VOWEL: Final = re.compile(
    "(?<=[アカサタナハマヤラワガザダバパャ])ア|(?<=[イキシチニヒミリギジビピ])イ|(?<=[ウクスツヌフムユルグズブプュ])ウ|"
    "(?<=[エケセテネヘメレゲゼデベペ])[イエ]|(?<=[オコソトノホモヨロゴゾドボポョ])[ウオ]"
)
"""Written both ways, heard as one: れい and レー, 二位 and ニー."""
_HAN: Final = re.compile("[\u3400-\u9fff]+")


@dataclass(frozen=True)
class Unit:
    """One sound; of a number it has the number's place, so that no 5 is found in 25."""

    sound: str
    number: int | None = None


def as_read(text: str, language: str) -> tuple[Unit, ...]:
    """The text as it is read aloud."""
    spoken = read(unicodedata.normalize("NFKC", text), language).spoken
    match primary(language):
        case "zh":
            return tuple(_chinese(simplified(spoken).translate(_SAME_FIGURE)))
        case "ja":
            return tuple(_japanese(spoken))
        case _:
            return tuple(_english(spoken))


def as_written(text: str, language: str) -> tuple[Unit, ...]:
    """The text as it is written, without its marks: words of English, else characters."""
    plain = unicodedata.normalize("NFKC", text)
    if primary(language) == "en":
        return tuple(Unit(word) for word in _words(re.sub(r"(?<=\d),(?=\d{3})", "", plain)))
    kept = (simplified(plain) if primary(language) == "zh" else plain).lower()
    parts = enumerate(re.split(r"[\W_]+", kept))
    return tuple(Unit(char, part if char.isnumeric() else None) for part, one in parts for char in one)


def _words(text: str) -> list[str]:
    """The words in small letters without accents; letters that are said one by one are one word."""
    letters = re.sub(r"\b([A-Zb-z])[\s.]+(?=[A-Za-z]\b)", r"\1", unicodedata.normalize("NFKD", text))
    bare = "".join(char for char in letters if not unicodedata.combining(char) and char not in "'’")
    return re.findall(r"[^\W_]+", bare.lower())


def _english(text: str) -> Iterator[Unit]:
    for part, one in enumerate(re.split(r"[,.;:!?()]+", text)):
        for word in _words(one):
            yield Unit(word, part if _ENGLISH_NUMBERS.fullmatch(word) else None)


def _chinese(text: str) -> Iterator[Unit]:
    at = 0
    for run in _HAN.finditer(text):
        yield from map(_latin, _words(text[at : run.start()]))
        syllables = [syllable for _, word in pinyin_of(run[0]) for syllable in word]
        numbers = {
            place: run.start() + found.start()
            for found in _CHINESE_NUMBER.finditer(run[0])
            for place in range(found.start(), found.end())
        }
        for place, syllable in enumerate(syllables):
            yield Unit(syllable, numbers.get(place))
        at = run.end()
    yield from map(_latin, _words(text[at:]))


def _latin(word: str) -> Unit:
    return Unit(_CHINESE_LETTERS.get(word, word))


def _japanese(text: str) -> Iterator[Unit]:
    for part, one in enumerate(re.split(r"[\s、。,!?！？「」]+", text)):
        nodes = pyopenjtalk.run_frontend(one, use_sudachi_kanji_yomi=False) if one else ()
        kana = [
            (char, part if node["pos_group1"] == "数" else None)
            for node in nodes
            for char in re.findall("[ァ-ヺー]", node["pron"])
        ]
        # A vowel may be long across two words: 二位.
        sounds = _LONG_VOWEL.sub("ー", "".join(char for char, _ in kana))
        yield from (Unit(sound, number) for sound, (_, number) in zip(sounds, kana, strict=True))
