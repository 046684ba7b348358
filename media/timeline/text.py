"""A narration in pieces that stay whole: where a line of a caption may break, and where the voice pauses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from language.tags import primary
from media.phonemes import reading

HAN: Final = "々〆〇㐀-䶿一-鿿\uf900-\ufaff\U00020000-\U0003ffff"
KANA: Final = "ぁ-ゖゝゞァ-ヺー-ヿｦ-ﾟ"
_MARKS: Final = "、-〄〈-〟〰゠・！-／：-＠［-｀｛-･￠-￥"
_ATOM: Final = re.compile(rf"[{HAN}{KANA}]+|[{_MARKS}…‥—―]|[,;:!?)\]}}]+|[^\s{HAN}{KANA}{_MARKS}…‥—―]+")
HAN_OR_KANA: Final = re.compile(f"[{HAN}{KANA}]")
_KANA: Final = re.compile("[ぁ-ゖ]")
_FIRST_CJK: Final = "\u2e80"

_OPENERS: Final = "「『（【〔〈《［｛([{“‘«"
_CLOSERS: Final = "」』）】〕〉》］｝)]}”’»\"'"
_SENTENCE_ENDS: Final = "。．！？!?…‥｡"
_CLAUSE_ENDS: Final = "，、；：､,;:—–―"
# What JIS X 4051 and the W3C's "Requirements for Chinese Text Layout" keep from the start and end of a line.
_NO_LINE_START: Final = frozenset(
    f"{_CLOSERS[:-2]}{_SENTENCE_ENDS}{_CLAUSE_ENDS}.・･～〜%％‰℃°々ゝゞヽヾーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
_NO_LINE_END: Final = frozenset(f"{_OPENERS}$＄¥￥€£￡#＃@＠")
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]|Mrs?|Ms|Dr|Prof|St|Jr|Sr|No|vs|etc|Fig|Inc|Ltd|Co)\.$"
)
_BEFORE_NUMBERS: Final = frozenset("第約约")
_CHINESE_PARTICLES: Final = frozenset("的了嗎吗呢吧著着們们過过")
"""Words that belong to the one before them."""
_BEFORE_OTHERS: Final = (
    "a an the of to in on at by for from with and or but as is are was were that which than into not no very"
    " its their his her our your my this these those le la les un une des de du et à el los las y en"
)
_LEANING: Final = frozenset(_BEFORE_OTHERS.split())
"""Words that belong to the one after them: a line should not end with one."""


class Break(IntEnum):
    """How well a line breaks between two pieces, and how likely the voice pauses there."""

    LEANING = 0
    WORD = 1
    PHRASE = 2
    CLAUSE = 3
    SENTENCE = 4


@dataclass(frozen=True)
class Piece:
    """``text[start:end]``, which no line breaks within; ``after`` it a line may break, this well."""

    start: int
    end: int
    after: Break


def pieces(text: str, language: str) -> list[Piece]:
    """The pieces of a text in order, with nothing but white space between; ``language`` is a BCP 47 tag."""
    found: list[Piece] = []
    start = end = -1
    for begin, stop in _atoms(text, language):
        if start < 0:
            start = begin
        elif may_break(text, end, begin):
            found.append(Piece(start, end, _strength(text, start, end, begin)))
            start = begin
        end = stop
    if start >= 0:
        found.append(Piece(start, end, Break.SENTENCE))
    return found


def _atoms(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Where words and marks lie; a word of Latin letters has the marks behind it with it."""
    words = _READERS.get(primary(language), _characters)
    for atom in _ATOM.finditer(text):
        if HAN_OR_KANA.match(atom[0]):
            at = atom.start()
            for word in words(atom[0]):
                yield at, at + len(word)
                at += len(word)
        else:
            yield atom.span()


def may_break(text: str, end: int, begin: int) -> bool:
    """Whether a line may end before ``end`` and the next one start at ``begin``, by what stands there."""
    before, after = text[end - 1], text[begin]
    if after in _NO_LINE_START or before in _NO_LINE_END or (before in _BEFORE_NUMBERS and after.isdigit()):
        return False
    if end < begin:
        return True
    # A counter stays with its number (3時, 120億), a particle with a foreign word (APIは).
    leans = HAN_OR_KANA if before.isdigit() else _KANA
    latin = before < _FIRST_CJK
    return after not in _CHINESE_PARTICLES and not (latin and leans.match(after))


def _strength(text: str, start: int, end: int, begin: int) -> Break:
    piece = text[start:end]
    inner = piece.rstrip(_CLOSERS)
    last = inner[-1:]
    if last and last in _SENTENCE_ENDS:
        return Break.SENTENCE
    if last == ".":
        return Break.WORD if _ABBREVIATION.search(text[:end]) else Break.SENTENCE
    if (last and last in _CLAUSE_ENDS) or "\n" in text[end:begin]:
        return Break.CLAUSE
    if len(inner) < len(piece) or text[begin] in _OPENERS:
        return Break.PHRASE
    return Break.LEANING if piece.lower() in _LEANING else Break.WORD


def _chinese(run: str) -> list[str]:
    sounds = reading.sounds(run, "zh") or ()
    ends = sorted({sound.end for sound in sounds if sound.word and sound.end} | {len(run)})
    return [run[at:end] for at, end in zip([0, *ends], ends, strict=False)]


def _japanese(run: str) -> list[str]:
    """Accent phrases: a word with the particles and endings behind it, said in one breath."""
    import pyopenjtalk  # noqa: PLC0415 - it brings a dictionary that others have no need to wait for

    phrases: list[str] = []
    for node in pyopenjtalk.run_frontend(run, use_sudachi_kanji_yomi=False):
        if node["chain_flag"] == 1 and phrases:
            phrases[-1] += node["string"]
        else:
            phrases.append(node["string"])
    # It brings the text into its own form first; what it has changed cannot be found again.
    return phrases if "".join(phrases) == run else list(_characters(run))


def _characters(run: str) -> list[str]:
    """Characters one by one, foreign words in katakana whole."""
    return re.findall("[ァ-ヺー-ヿ]+|.", run)


_READERS: Final = {"zh": _chinese, "ja": _japanese}
