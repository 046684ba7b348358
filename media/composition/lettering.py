"""Setting words: the face for a language, only letters that it has, as large as they fit."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, Literal

from PIL import ImageFont

from fonts.faces import font
from fonts.glyphs import has_glyph

_UNITS: Final = re.compile(
    # An ideograph or kana may stand at the end of a line, with what may not begin the next one.
    r"[「『（《〈【“‘([]*[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff10-\uff5a]"
    r"[、。，．・：；？！」』）》〉】”’)\]!?,.:;ーぁぃぅぇぉっゃゅょァィゥェォッャュョ…—]*\s*"
    r"|[^\s\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff10-\uff5a]+\s*"
    r"|\s+"
)
"""The parts of a text that no line breaks within."""

Face = ImageFont.FreeTypeFont


@lru_cache(maxsize=32)
def face(language: str, size: int, weight: Literal["Regular", "Bold"] = "Bold") -> Face:
    """The face for a language, in pixels. Raises ``FontMissing``."""
    found = font(language, weight)
    return ImageFont.truetype(str(found.path), size, index=found.index)


def printable(text: str, language: str) -> str:
    """The text without what the face has no glyph for (emoji, for example); nothing shows as an empty box."""
    return "".join(letter for letter in text if letter.isspace() or has_glyph(letter, language)).strip()


def fitted(text: str, language: str, sizes: Iterable[int], width: float, most: int) -> tuple[Face, list[str]]:
    """The text in at most so many lines of ``width``, in the first of ``sizes`` in which it fits.

    In the last one it may have more and wider lines.
    """
    for size in sizes:
        letters = face(language, size)
        lines = wrapped(text, letters, width)
        if len(lines) <= most and fits(lines, letters, width):
            break
    return letters, lines


def fits(lines: Iterable[str], letters: Face, width: float) -> bool:
    """Whether no line is wider than ``width``."""
    return all(letters.getlength(line) <= width for line in lines)


def wrapped(text: str, letters: Face, width: float) -> list[str]:
    """The text in lines that are no wider than ``width``, if its words are not."""
    lines = [""]
    for unit in _UNITS.findall(text):
        if lines[-1] and letters.getlength((lines[-1] + unit).rstrip()) > width:
            lines.append("")
        lines[-1] += unit
    return [line.strip() for line in lines if line.strip()]
