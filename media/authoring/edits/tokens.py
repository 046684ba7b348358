"""An instruction as a row of tokens: every word with what it means, and nothing left out.

A word that is in no list becomes an ``Unknown``, so that an instruction is never followed while a part of it
is overlooked.
"""

import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from contracts.animation import Language
from language.chinese import traditional
from media.authoring.edits.colours import Colour
from media.authoring.edits.words import CHINESE_WORDS, WORDS, Meaning
from media.scenes.locale import Locale


@dataclass(frozen=True)
class Quoted:
    """Text in quotation marks, to the letter."""

    text: str


@dataclass(frozen=True)
class Number:
    """A number without a unit."""

    value: float


@dataclass(frozen=True)
class Ordinal:
    """Which one in a row, from 1."""

    place: int


@dataclass(frozen=True)
class Factor:
    """How many times; a percentage is kept apart: "50% slower" and "half as fast" count differently."""

    value: float
    percent: bool = False


@dataclass(frozen=True)
class Name:
    """A variable of the script, or the letter that tells one thing from another of its kind."""

    name: str


@dataclass(frozen=True)
class Unknown:
    """A word in none of the lists."""


Value = Meaning | Quoted | Number | Ordinal | Factor | Name | Unknown


@dataclass(frozen=True)
class Token:
    """One word of an instruction: as written, and what it means."""

    raw: str
    value: Value


_QUOTES: Final = re.compile(
    r"「([^」]*)」|『([^』]*)』|“([^”]*)”|‘([^’]*)’|\"([^\"]*)\"|《([^》]*)》|(?<!\w)'([^']*)'(?!\w)|`([^`]*)`"
)
_DIGITS: Final = {
    "一": 1,
    "二": 2,
    "兩": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
_CARDINALS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDINALS: Final = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMBER: Final = rf"(?:\d+(?:\.\d+)?|[{''.join(_DIGITS)}]|(?:{'|'.join(_CARDINALS)})\b)"
_HEX: Final = re.compile(r"#(?:[0-9a-f]{6}|[0-9a-f]{3})(?![0-9a-z])")
_PERCENT: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(?:%|percent|パーセント)")
_TIMES: Final = re.compile(rf"({_NUMBER})\s*(?:倍|times\b|x\b)|(?:\bx\s*|×)(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)×")
_FIXED: Final[dict[str, Value]] = {
    **dict.fromkeys(("twice", "double", "doubled", "倍"), Factor(2.0)),
    **dict.fromkeys(("triple", "thrice"), Factor(3.0)),
    **dict.fromkeys(("half", "halve", "halved", "半分", "一半"), Factor(0.5)),
    **{word: Ordinal(place) for place, word in enumerate(_ORDINALS, 2)},
}
_COUNTERS: Final = "番目|つ目|個目|本目|枚目|幕目|番"
_NTH: Final = re.compile(
    rf"第\s*({_NUMBER})\s*(?:個|幕|根|條|張|段|項|枚|支|{_COUNTERS})?|({_NUMBER})\s*(?:{_COUNTERS})"
    r"|(\d+)(?:st|nd|rd|th)\b"
)
_MIXED: Final = re.compile(r"\d+[a-z][a-z0-9]*")
"""Words that begin with digits, such as "3d": they are no numbers."""
_NUMBER_ALONE: Final = re.compile(_NUMBER)
_IDENTIFIER: Final = re.compile(r"[a-z_][a-z0-9_']*")
_LETTER: Final = re.compile(r"[a-z](?![a-z0-9_'])")
_LONGEST: Final = max(len(word) for word in WORDS)
_MARK: Final = "\ue000"
"""A private character, in no list, that stands for a quotation while the rest is read."""


def tokens(instruction: str, names: AbstractSet[str], shown: AbstractSet[str]) -> list[Token]:
    """The words of an instruction about a script with the variables ``names`` that shows some texts."""
    quotes: list[str] = []

    def set_aside(match: re.Match[str]) -> str:
        quotes.append(next(text for text in match.groups() if text is not None))
        return _MARK

    plain = _QUOTES.sub(set_aside, instruction.replace(_MARK, " "))
    plain = unicodedata.normalize("NFKC", plain).strip()
    locale = Locale.of_instruction(plain)
    # One character for one, so that what is read lies where it was written.
    read = "".join(char.lower() if len(char.lower()) == 1 else char for char in plain)
    read = read if locale is Locale.JAPANESE else traditional(read)
    chinese = locale.language is Language.CHINESE
    remaining = iter(quotes)
    known = _Known(
        {name.lower(): name for name in names}, sorted(filter(_tells, shown), key=len, reverse=True)
    )
    row = [
        _quoted(next(remaining)) if value is None else Token(plain[start:end], value)
        for start, end, value in _spans(read, known, chinese=chinese)
    ]
    return _unknown_joined(row)


@dataclass(frozen=True)
class _Known:
    """What the script has names for: its variables by their lower case, and its texts, the longest first."""

    names: dict[str, str]
    shown: list[str]


def _tells(text: str) -> bool:
    """Whether a text says enough to be recognised without quotation marks: a word, or a Chinese character."""
    return bool(re.fullmatch(r"[\u4e00-\u9fff]|\S(?:.*\S)+|\S\S", text))


def _spans(text: str, known: _Known, *, chinese: bool) -> Iterator[tuple[int, int, Value | None]]:
    place = 0
    while place < len(text):
        if text[place].isspace() and text[place] != "\n":
            place += 1
            continue
        if text[place] == _MARK:
            yield place, place + 1, None
            place += 1
            continue
        end, value = _pattern(text, place) or _word(text, place, known, chinese=chinese)
        yield place, end, value
        place = end


def _pattern(text: str, place: int) -> tuple[int, Value] | None:
    if match := _HEX.match(text, place):
        return match.end(), Colour(match[0])
    if match := _PERCENT.match(text, place):
        return match.end(), Factor(float(match[1]) / 100, percent=True)
    if match := _TIMES.match(text, place):
        return match.end(), Factor(_number(next(filter(None, match.groups()))))
    if match := _NTH.match(text, place):
        return match.end(), Ordinal(int(_number(next(filter(None, match.groups())))))
    if match := _MIXED.match(text, place):
        return match.end(), Unknown()
    return None


def _word(text: str, place: int, known: _Known, *, chinese: bool) -> tuple[int, Value]:
    identifier = _IDENTIFIER.match(text, place)
    if identifier and "_" in identifier[0]:
        return identifier.end(), Name(known.names.get(identifier[0], identifier[0]))
    for length in range(min(_LONGEST, len(text) - place), 0, -1):
        word = text[place : place + length]
        if not _stands_alone(text, place, place + length):
            continue
        value = _FIXED.get(word) or (CHINESE_WORDS.get(word) if chinese else None) or WORDS.get(word)
        if value is not None:
            return place + length, value
    if match := _NUMBER_ALONE.match(text, place):
        return match.end(), Number(_number(match[0]))
    if identifier and (identifier[0] in known.names or _LETTER.match(text, place)):
        return identifier.end(), Name(known.names.get(identifier[0], identifier[0]))
    for shown in known.shown:
        if text.startswith(shown.lower(), place) and _stands_alone(text, place, place + len(shown)):
            return place + len(shown), Quoted(shown)
    return (identifier.end() if identifier else place + 1), Unknown()


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Latin words end where letters end; the others stand without spaces between them."""
    word = text[start:end]
    if not (word[-1].isascii() and word[-1].isalnum()):
        return True
    return not (end < len(text) and text[end].isascii() and (text[end].isalnum() or text[end] in "_'"))


def _number(text: str) -> float:
    if text in _DIGITS:
        return _DIGITS[text]
    return _CARDINALS.index(text) + 1 if text in _CARDINALS else float(text)


def _quoted(text: str) -> Token:
    return Token(f"“{text}”", Quoted(text))


def _unknown_joined(row: list[Token]) -> list[Token]:
    """Neighbouring unknown characters as one word, for a refusal that can be read."""
    joined: list[Token] = []
    for token in row:
        if joined and isinstance(token.value, Unknown) and isinstance(joined[-1].value, Unknown):
            gap = " " if token.raw.isascii() and joined[-1].raw.isascii() else ""
            joined[-1] = Token(joined[-1].raw + gap + token.raw, Unknown())
        else:
            joined.append(token)
    return joined
