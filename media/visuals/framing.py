"""A picture whose shape is not the frame's: shown whole, on a ground that fills the frame, with a heading."""

from typing import Final

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from contracts.video import FRAMES, Frame, Timeline
from media.visuals import saliency
from media.visuals.cards import drawing
from media.visuals.cards.drawing import SHARPNESS, Area

_SIMILAR: Final = 0.8
"""The least share of its area that a picture keeps when it is cropped without a second thought."""
_KEPT: Final = 0.7
"""The least share of what stands out that has to stay when more is cropped."""
_BLURRED: Final = 2.0
"""The factor from which on an enlarged picture looks blurred."""
_HEADING: Final = 0.3
"""The heading's share of the height, or of the width in a wide frame."""
_BRIGHTEST: Final = 0.12
"""Relative luminance of the ground: white on it has a contrast of more than 6."""


def fits(picture: Image.Image, found: saliency.Map, frame: Frame, *, diagram: bool) -> bool:
    """Whether a picture can be cropped to the frame's shape around its focus and still shows what matters."""
    ratio, wanted = picture.width / picture.height, frame.width / frame.height
    area = min(ratio / wanted, wanted / ratio)
    if diagram:
        return area > 0.97  # noqa: PLR2004 - nothing but a narrow edge is lost
    if max(frame.width / picture.width, frame.height / picture.height) > _BLURRED:
        return False
    return area >= _SIMILAR or saliency.kept(found, wanted, saliency.focus(found)) >= _KEPT


def framed(picture: Image.Image, timeline: Timeline, position: int, *, diagram: bool) -> Image.Image:
    """A picture of the frame's shape, ``SHARPNESS`` times as large, that shows all of ``picture``.

    It stands in the safe area above the captions, the scene's heading above it, or beside it in a wide frame.
    """
    frame = FRAMES[timeline.format]
    area = drawing.words_area(frame)
    gap = 0.04 * min(frame.width, frame.height)
    ground = _ground(picture, timeline, position, frame, drawn=diagram)
    if diagram:
        picture = _with_margin(picture)
    if frame.height > frame.width or picture.width / picture.height > area.w / area.h:
        heading = drawing.heading(timeline, position, Area(area.x, area.y, area.w, area.h * _HEADING))
        top = _bottom(heading) / SHARPNESS + gap
        width, height = _size(picture, area.w, area.y + area.h - top)
        # What is left of the height is shared out, so that both stand in the middle.
        down = (area.y + area.h - top - height) / 2
        place = Area(area.x + (area.w - width) / 2, top + down, width, height)
    else:
        width, height = _size(picture, area.w * (1 - _HEADING) - gap, area.h)
        place = Area(area.x + area.w - width, area.y + (area.h - height) / 2, width, height)
        beside = Area(area.x, place.y, area.w - width - gap, height)
        heading, down = drawing.heading(timeline, position, beside), 0.0
    _set(ground, picture, place)
    ground.paste(heading, (0, round(down * SHARPNESS)), heading)
    return ground


def _size(picture: Image.Image, width: float, height: float) -> tuple[float, float]:
    """How large a picture is shown in a room of this size."""
    scale = min(width / picture.width, height / picture.height, _BLURRED)
    return picture.width * scale, picture.height * scale


def _set(ground: Image.Image, picture: Image.Image, place: Area) -> None:
    """Put a picture on the ground: rounded corners, and a shadow below it."""
    x, y, width, height = (round(value * SHARPNESS) for value in (place.x, place.y, place.w, place.h))
    unit = min(ground.size) / 100
    mask = Image.new("L", (width * 2, height * 2))
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, width * 2 - 1, height * 2 - 1), radius=4 * unit, fill=255)
    mask = mask.resize((width, height), Image.Resampling.LANCZOS)
    shadow = Image.new("L", ground.size)
    shadow.paste(mask.point(lambda value: value * 0.6), (x, round(y + 1.2 * unit)))
    ground.paste((0, 0, 0), mask=shadow.filter(ImageFilter.GaussianBlur(2.4 * unit)))
    ground.paste(picture.resize((width, height), Image.Resampling.LANCZOS), (x, y), mask)


def _ground(
    picture: Image.Image, timeline: Timeline, position: int, frame: Frame, *, drawn: bool
) -> Image.Image:
    """What fills the frame: the picture itself, blurred; a drawn one is mostly white, so it gets light."""
    size = round(frame.width * SHARPNESS), round(frame.height * SHARPNESS)
    if drawn:
        return drawing.light(timeline, position).resize(size, Image.Resampling.BICUBIC)
    small = ImageOps.fit(picture, (size[0] // 8, size[1] // 8))
    small = small.filter(ImageFilter.GaussianBlur(min(small.size) / 9))
    return _darkened(small).resize(size, Image.Resampling.BICUBIC)


def _darkened(picture: Image.Image) -> Image.Image:
    """As dark as white letters need it."""
    values = np.asarray(picture).astype(np.float64) / 255
    luminance = np.quantile(values**2.2 @ (0.2126, 0.7152, 0.0722), 0.98)
    factor = min(0.6, (_BRIGHTEST / max(luminance, 1e-6)) ** (1 / 2.2))
    return Image.fromarray(np.rint(values * factor * 255).astype(np.uint8))


def _with_margin(picture: Image.Image) -> Image.Image:
    """With an edge in its own ground's colour, so that rounded corners cut nothing off."""
    pixels = np.asarray(picture)
    edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    colour = tuple(int(value) for value in np.median(edge, axis=0))
    return ImageOps.expand(picture, round(0.03 * min(picture.size)), colour)


def _bottom(heading: Image.Image) -> int:
    """The row below the last one with something on it."""
    box = heading.getchannel("A").getbbox()
    return box[3] if box else 0
