"""Soft light behind the words of a card: a small picture that the template enlarges.

Typst's own gradients take seconds at the size of a frame; this takes a few milliseconds.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import ImageColor

Field = NDArray[np.float64]
Rgb = NDArray[np.float64]

_GRAIN: Final = 12
"""The pixels of the frame for one of the light."""
_SKIES: Final = (
    ((0.95, 0.97, 0.60), (0.02, 0.80, 0.44), (0.80, 0.16, 0.30)),
    ((0.08, 1.00, 0.62), (1.02, 0.72, 0.50), (0.92, 0.02, 0.32)),
    ((0.50, 1.06, 0.58), (1.05, 0.22, 0.42), (-0.05, 0.45, 0.34)),
    ((1.00, 0.66, 0.52), (0.15, 1.00, 0.52), (0.12, -0.02, 0.32)),
)
"""Where three lights stand, as fractions of the frame, and how far they reach, as one of its longer side."""
_ORDERS: Final = ("abc", "bca", "cab", "bac")


def aurora(palette: Mapping[str, str], random: Sequence[float], width: int, height: int) -> NDArray[np.uint8]:
    """Three lights in a dark sky, bent as by wind, and darker where words stand. Shape (rows, columns, 3)."""
    x, y = _grid(width, height)
    wind = 6.0 * random[2]
    bent_x = (
        x + 0.07 * np.sin(5.1 * y / height + wind) * width + 0.03 * np.sin(11 * y / height - wind) * width
    )
    bent_y = y + 0.08 * np.sin(4.3 * x / width + 2 * wind) * height
    shade = 0.52 if height > width else 0.62
    sky = np.zeros((*x.shape, 3)) + _rgb(palette["base"])
    order = _ORDERS[int(random[1] * len(_ORDERS)) % len(_ORDERS)]
    curtains = 0.86 + 0.14 * np.sin(26 * x / max(width, height) + 3 * np.sin(4 * y / height + wind))
    for (at_x, at_y, reach), name in zip(_SKIES[int(random[0] * 4) % 4], order, strict=True):
        strength = _bell(bent_x - at_x * width, bent_y - at_y * height, reach * max(width, height)) * curtains
        sky += 0.95 * strength[..., None] * (_rgb(palette[name]) - sky)
    clear = (
        np.clip((y / height - 0.62) / 0.3, 0, 1) if height > width else np.clip((x / width - 0.6) / 0.5, 0, 1)
    )
    dark = (shade * (1 - clear * clear * (3 - 2 * clear)))[..., None]
    return _eight_bit(sky + dark * (_rgb(palette["base"]) - sky))


def night(palette: Mapping[str, str], random: Sequence[float], width: int, height: int) -> NDArray[np.uint8]:
    """A night that is darker above, with a faint gleam of the accent low down. Shape (rows, columns, 3)."""
    x, y = _grid(width, height)
    down = (y / height)[..., None]
    sky = _rgb(palette["deep"]) + down * (_rgb(palette["base"]) - _rgb(palette["deep"]))
    gleam = _bell(x - (0.2 + 0.7 * random[1]) * width, y - 0.98 * height, 0.6 * max(width, height))
    return _eight_bit(sky + 0.16 * gleam[..., None] * (_rgb(palette["accent"]) - sky))


def _grid(width: int, height: int) -> tuple[Field, Field]:
    rows, columns = height // _GRAIN, width // _GRAIN
    y, x = np.mgrid[0:rows, 0:columns]
    return (x + 0.5) * width / columns, (y + 0.5) * height / rows


def _bell(x: Field, y: Field, reach: float) -> Field:
    """Light that falls off without an edge: 1 in the middle, next to nothing at ``reach``."""
    bell: Field = np.exp(-4.5 * (x * x + y * y) / (reach * reach))
    return bell


def _rgb(colour: str) -> Rgb:
    return np.array(ImageColor.getrgb(colour), dtype=np.float64)


def _eight_bit(picture: Field) -> NDArray[np.uint8]:
    return np.rint(np.clip(picture, 0, 255)).astype(np.uint8)
