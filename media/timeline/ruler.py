"""How wide a text is as a caption."""

from functools import cache
from typing import Final

from PIL import ImageFont

from contracts.video import FRAMES, VideoFormat
from fonts.faces import font

_ASIDE: Final = 0.5
"""The part of a letter's size that stays free at either side of a line, for the box behind it."""


class Ruler:
    """Measures captions of a format in a language, in pixels; ``line`` is the width of a full line.

    Captions are set in the language's bold face, its em being the format's ``caption_size``. Raises
    ``FontMissing``.
    """

    def __init__(self, video_format: VideoFormat, language: str) -> None:
        frame = FRAMES[video_format]
        face = font(language, "Bold")
        self.line = frame.width - frame.left - frame.right - 2 * _ASIDE * frame.caption_size
        self._width = cache(ImageFont.truetype(face.path, frame.caption_size, index=face.index).getlength)

    def width(self, character: str) -> float:
        """Of one character, white space of any kind being one space."""
        return self._width(" " if character.isspace() else character)
