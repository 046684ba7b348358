"""What a text sounds like: phonemes, and the stretch of the text they stand for."""

from dataclasses import dataclass

_MARKS = {
    **{mark: mark for mark in ";:,.!?—…()“”"},
    **dict.fromkeys("、，\n", ","),
    **dict.fromkeys("。．｡", "."),
    **dict.fromkeys("«「『《〈【", "“"),
    **dict.fromkeys("»」』》〉】", "”"),
    **dict.fromkeys("–―～〜", "—"),
}
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


@dataclass(frozen=True)
class Sound:
    """Phonemes for ``text[start:end]``: a word, or a mark or space between words."""

    phonemes: str
    start: int
    end: int
    word: bool = True
    foreign: bool = False
    """Whether it is of another language than the text: English among Chinese."""


def mark(character: str, at: int) -> Sound | None:
    """How a character that is no letter and no digit sounds, as a pause or a melody, if it does."""
    if character.isspace() and character != "\n":
        return Sound(" ", at, at + 1, word=False)
    phoneme = _MARKS.get(character)
    return Sound(phoneme, at, at + 1, word=False) if phoneme else None


def narrow(text: str) -> str:
    """The text with full-width letters, digits and signs as ordinary ones, each in its place."""
    return text.translate(_FULL_WIDTH)
