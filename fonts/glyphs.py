"""Which letters the fonts have: what they lack is left out of pictures and captions, and would be missed."""

from functools import lru_cache
from typing import Final

from PIL import ImageFont

from contracts.phrases import Phrase, phrase
from fonts.faces import font

_NOWHERE: Final = "\U0010fffe"
"""A code point that no font has, so it shows what is drawn in place of a missing glyph."""
_NEARLY_ALL: Final = 0.9
"""The share of the letters that a font must have, so that a foreign name or two does no harm."""
_LOOKED_AT: Final = 2_000
"""The most letters by which it is decided whether a text can be written."""


@lru_cache(maxsize=20_000)
def has_glyph(character: str, language: str) -> bool:
    """Whether the face of a language can draw a character. Raises ``FontMissing``."""
    face = _face(language)
    return character.isprintable() and bytes(face.getmask(character)) != bytes(face.getmask(_NOWHERE))


def can_write(text: str, language: str) -> bool:
    """Whether the face of a language has the letters of a text, all but a few. Raises ``FontMissing``."""
    letters = [character for character in text if character.isalpha()][:_LOOKED_AT]
    return sum(has_glyph(letter, language) for letter in letters) >= _NEARLY_ALL * len(letters)


def not_written(language: str) -> Phrase:
    """Why nothing is made in a language that ``can_write`` does not have."""
    return phrase(
        "Captions and cards cannot be written in {language}: the fonts lack its letters.", language=language
    )


@lru_cache
def _face(language: str) -> ImageFont.FreeTypeFont:
    found = font(language, "Bold")
    return ImageFont.truetype(found.path, 20, found.index)
