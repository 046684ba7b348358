"""Captions, drawn onto the frames: each once, then laid over as many frames as it is to be read."""

import math
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from contracts.video import FPS, FRAMES, Cue, Frame, Template, Timeline
from media.composition.canvas import Canvas, Plane, to_yuv
from media.composition.lettering import face, fits, fitted, printable

LINES: Final = 2
"""The most lines of a caption."""
_SMALLEST: Final = 14
"""The smallest letters, in pixels, for a caption that does not fit otherwise."""
_WHITE: Final = (255, 255, 255)


@dataclass(frozen=True)
class _Look:
    """What keeps white letters readable on any picture: a box behind them, and a dark edge around them.

    ``opacity`` is the box's, ``edge`` the width of the edge in terms of the letters' size.
    """

    dark: tuple[int, int, int]
    opacity: float
    edge: float


_LOOKS: Final = {
    Template.AURORA: _Look((10, 14, 40), 0.66, 0.05),
    Template.PAPER: _Look((38, 30, 24), 0.78, 0.05),
    Template.BOLD: _Look((0, 0, 0), 0.0, 0.14),
    Template.NIGHT: _Look((0, 0, 0), 0.66, 0.05),
}
_LEADING: Final = 1.25
"""The distance from one line to the next, in terms of the letters' size."""
_ASIDE: Final = 0.42
_ABOVE: Final = 0.2
"""The distance that the box reaches beyond its lines, in terms of the letters' size."""
_MIDDLE: Final = 0.37
"""Half the height of capitals, and of ideographs above the line they stand on, in terms of their size."""
_ROUND: Final = 0.3
"""The radius of the box's corners, in terms of the letters' size."""


@dataclass(frozen=True)
class _Strip:
    """A drawn caption: for each plane, the rows and columns that it covers, what it adds and leaves there."""

    places: tuple[tuple[slice, slice], ...]
    adds: tuple[Plane, ...]
    leaves: tuple[Plane, ...]


class Captions:
    """The captions of a timeline."""

    def __init__(self, timeline: Timeline) -> None:
        self._frame = FRAMES[timeline.format]
        self._language = timeline.language
        self._look = _LOOKS[timeline.template]
        self._cues = timeline.cues
        self._drawn: tuple[Cue | None, _Strip | None] = (None, None)

    def draw(self, frame: int, onto: Canvas) -> None:
        """Draw what is to be read at a frame of the whole video."""
        cue = next(
            (cue for cue in self._cues if _frame_at(cue.start_ms) <= frame < _frame_at(cue.end_ms)), None
        )
        if cue is None:
            return
        if self._drawn[0] != cue:
            self._drawn = cue, self._strip(cue.text)
        if (strip := self._drawn[1]) is None:
            return
        for plane, place, adds, leaves in zip(
            onto.planes, strip.places, strip.adds, strip.leaves, strict=True
        ):
            covered = plane[place]
            cv2.multiply(covered, leaves, dst=covered, scale=1 / 255)
            cv2.add(covered, adds, dst=covered)

    def _strip(self, text: str) -> _Strip | None:
        text = printable(text, self._language)
        return _prepared(*_lettered(text, self._language, self._frame, self._look)) if text else None


def _frame_at(ms: int) -> int:
    return round(ms * FPS / 1000)


def _lettered(text: str, language: str, frame: Frame, look: _Look) -> tuple[Image.Image, int, int]:
    """A caption in its box, and its left upper corner; all even, as the planes of colour need it."""
    room = frame.width - frame.left - frame.right
    within = room - 2 * _ASIDE * frame.caption_size - 2
    letters, lines = face(language, frame.caption_size), text.splitlines()
    if len(lines) > LINES or not fits(lines, letters, within):
        sizes = range(frame.caption_size, _SMALLEST - 1, -2)
        letters, lines = fitted(" ".join(lines), language, sizes, within, LINES)
    leading = letters.size * _LEADING
    width = _even(max(letters.getlength(line) for line in lines) + 2 * _ASIDE * letters.size)
    height = box_height(letters.size, len(lines))
    image = Image.new("RGBA", (width, height), look.dark)
    image.putalpha(_box(width, height, round(letters.size * _ROUND), round(255 * look.opacity)))
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        middle = _ABOVE * letters.size + leading * (number + 0.5)
        draw.text(
            (width / 2, middle + _MIDDLE * letters.size),
            line,
            _WHITE,
            letters,
            anchor="ms",
            stroke_width=round(letters.size * look.edge),
            stroke_fill=look.dark,
        )
    left = (frame.left + (room - width) / 2) // 2 * 2
    top = (frame.height - frame.bottom - height) // 2 * 2
    return image, int(left), top


def box_height(size: float, lines: int) -> int:
    """How high a caption is, in letters of ``size`` pixels."""
    return _even((_LEADING * lines + 2 * _ABOVE) * size)


def _box(width: int, height: int, radius: int, opacity: int) -> Image.Image:
    """A box with round corners, drawn large and made small, so that they are smooth."""
    large = Image.new("L", (width * 4, height * 4))
    ImageDraw.Draw(large).rounded_rectangle((0, 0, width * 4 - 1, height * 4 - 1), radius * 4, opacity)
    return large.resize((width, height), Image.Resampling.BOX)


def _prepared(image: Image.Image, left: int, top: int) -> _Strip:
    """What each plane of a frame gets from a picture with its upper left corner there."""
    pixels = np.asarray(image)
    opacity = pixels[..., 3].astype(np.float32) / 255
    yuv = to_yuv(np.ascontiguousarray(pixels[..., :3])).astype(np.float32) * opacity[..., None]
    half = (image.width // 2, image.height // 2)
    half_opacity = cv2.resize(opacity, half, interpolation=cv2.INTER_AREA)
    adds = (yuv[..., 0], *(cv2.resize(yuv[..., n], half, interpolation=cv2.INTER_AREA) for n in (1, 2)))
    return _Strip(
        tuple(
            (
                slice(top // part, (top + image.height) // part),
                slice(left // part, (left + image.width) // part),
            )
            for part in (1, 2, 2)
        ),
        tuple(_bytes(plane) for plane in adds),
        tuple(_bytes(255 * (1 - plane)) for plane in (opacity, half_opacity, half_opacity)),
    )


def _bytes(plane: NDArray[Any]) -> Plane:
    return np.asarray(np.rint(plane), np.uint8)


def _even(length: float) -> int:
    return math.ceil(length / 2) * 2
