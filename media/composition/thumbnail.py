"""The picture that stands for a video: its best frame, with the title on it."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final, Literal

import av
import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from contracts.video import FPS, FRAMES, Frame, Timeline, VisualKind
from media.composition.captions import LINES, box_height
from media.composition.frames import TRANSITION
from media.composition.lettering import Face, fits, fitted, printable, wrapped
from media.composition.scene import shown_in

_SCENES: Final = 12
"""Scenes that are looked at: a good frame is among the first ones."""
_LARGEST: Final = 1.9
_SMALLEST: Final = 1.1
"""The size of the title's letters, in terms of the captions'."""
_LINES: Final = 3
"""The lines that the title is set in; one more if it is too long even in small letters."""
_LEADING: Final = 1.22
_SOFT: Final = 0.05
"""The height over which the picture becomes the ground of the title, in terms of the frame's."""
_DARK: Final = 0.32
"""The share of brightness that is left behind the title: white on white would still have a contrast of 7."""
_COARSE: Final = 24
"""The factor by which the frame is made smaller, and large again: its letters are gone, not its colours."""
_WELL_EXPOSED: Final = (24, 228)
"""Brightness beyond which nothing can be told apart."""


def draw_thumbnail(timeline: Timeline, scenes: Sequence[Path], to: Path) -> None:
    """Draw the thumbnail of a video as a JPEG, as large as its frames.

    A picture stays as it is, with the title on a ground below that hides the captions. A card has words of
    its own: only its colours stay.
    """
    kinds = [shown_in(path) for path in scenes]
    pictures = [path for path, kind in zip(scenes, kinds, strict=True) if kind is not VisualKind.CARD]
    best = max(_candidates(islice(pictures or scenes, _SCENES)), key=_quality)
    image = Image.fromarray(best.to_ndarray(format="rgb24"))
    _titled(image, timeline, whole=not pictures).save(to, "JPEG", quality=88)


def _candidates(scenes: Iterable[Path]) -> Iterator[av.VideoFrame]:
    """Frames past each scene's transition: the key frames, which are read at once, or the last one."""
    for path in scenes:
        settled = False
        for frame in _frames(path, "NONKEY"):
            if (frame.time or 0) * FPS >= TRANSITION:
                settled = True
                yield frame
        if not settled:
            yield deque(_frames(path, "NONE"), maxlen=1)[0]


def _frames(path: Path, skipped: Literal["NONE", "NONKEY"]) -> Iterator[av.VideoFrame]:
    with av.open(path) as scene:
        stream = scene.streams.video[0]
        stream.codec_context.skip_frame = skipped
        yield from scene.decode(stream)


def _quality(frame: av.VideoFrame) -> float:
    """How much there is to see: sharp, in many shades, neither black nor white."""
    small = np.asarray(frame.reformat(frame.width // 2, frame.height // 2, "gray").to_ndarray(), np.uint8)
    upper = small[: len(small) * 2 // 3]  # the title covers the rest
    shades = np.bincount(upper.ravel(), minlength=256) / upper.size
    exposed = shades[slice(*_WELL_EXPOSED)].sum()
    entropy = -float((shades[shades > 0] * np.log2(shades[shades > 0])).sum())
    return float(exposed) * entropy * float(np.log1p(cv2.Laplacian(upper, cv2.CV_32F).var()))


def _titled(image: Image.Image, timeline: Timeline, *, whole: bool) -> Image.Image:
    frame = FRAMES[timeline.format]
    letters, lines = _set(printable(timeline.title, timeline.language), timeline.language, frame)
    leading = letters.size * _LEADING
    height = leading * len(lines)
    bottom = frame.height - frame.bottom
    if whole:
        first = (frame.top + bottom - height) / 2
        ground = 0.0
    else:
        first = bottom - height
        ground = min(first - leading / 2, bottom - box_height(frame.caption_size, LINES))
    image.paste(_ground(image), mask=_below(ground, image.size))
    draw = ImageDraw.Draw(image)
    middle = (frame.left + frame.width - frame.right) / 2
    for number, line in enumerate(lines):
        draw.text((middle, first + leading * (number + 0.5)), line, "white", letters, anchor="mm")
    return image


def _set(title: str, language: str, frame: Frame) -> tuple[Face, list[str]]:
    """The title in lines of about the same length, as large as it fits."""
    width = frame.width - frame.left - frame.right
    smallest = round(frame.caption_size * _SMALLEST)
    sizes = range(round(frame.caption_size * _LARGEST), smallest - 1, -2)
    letters, lines = fitted(title, language, sizes, width, _LINES)
    most = _LINES if letters.size > smallest else _LINES + 1
    text = title
    while title and (len(lines) > most or not fits(lines, letters, width)):
        title = title[:-1].rstrip()
        text = f"{title}…"
        lines = wrapped(text, letters, width)
    return letters, _balanced(text, letters, width)


def _balanced(text: str, letters: Face, width: float) -> list[str]:
    """As few lines as ``width`` allows, the longest of them as short as it can be."""
    lines = narrower = wrapped(text, letters, width)
    while narrower and len(narrower) <= len(lines) and fits(narrower, letters, width):
        lines = narrower
        width -= letters.size / 4
        narrower = wrapped(text, letters, width)
    return lines


def _ground(image: Image.Image) -> Image.Image:
    """The frame's colours, dark and without any shape."""
    coarse = image.resize((image.width // _COARSE, image.height // _COARSE), Image.Resampling.BOX)
    soft = coarse.filter(ImageFilter.GaussianBlur(3)).resize(image.size, Image.Resampling.BICUBIC)
    return soft.point(lambda value: value * _DARK)


def _below(top: float, size: tuple[int, int]) -> Image.Image:
    """A mask that covers all from ``top`` on, and fades out above."""
    width, height = size
    rows = np.clip((np.arange(height) - top) / (_SOFT * height) + 1, 0, 1) if top > 0 else np.ones(height)
    return Image.fromarray(np.repeat(np.rint(255 * rows).astype(np.uint8)[:, None], width, axis=1))
