"""Where in a picture that is what matters: a small measure of what stands out.

Three things stand out: what breaks the regularity of the whole (the spectral residual of Hou and Zhang,
2007), colours unlike the rest (Achanta et al., 2009), and fine structure on calm ground. Photographers mostly
put their subject away from the edges.
"""

from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Map = NDArray[np.float32]

_SIDE: Final = 192
"""The pixels of the longer side on which it is measured."""
_SUBJECT: Final = 0.13
"""The size of a subject that is looked for, as a fraction of the longer side."""
_MATTERS: Final = 0.8
"""The share of the pixels that count as background."""


def saliency(picture: Image.Image) -> Map:
    """How much each point of a reduced picture stands out, from 0 to 1; shape (rows, columns)."""
    scale = _SIDE / max(picture.size)
    size = (max(round(picture.width * scale), 8), max(round(picture.height * scale), 8))
    small = np.asarray(picture.resize(size, Image.Resampling.BOX))
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32)
    found = _residual(lab[..., 0]) + 1.5 * _strangeness(lab) + 0.7 * _structure(lab[..., 0])
    y, x = np.mgrid[-1 : 1 : size[1] * 1j, -1 : 1 : size[0] * 1j]
    middle = 0.55 + 0.45 * np.exp(-(x * x + y * y) / 0.9)
    return _unit(found * middle.astype(np.float32))


def focus(found: Map) -> tuple[float, float]:
    """The point that matters most, as fractions of width and height."""
    rows, columns = found.shape
    reach = _SUBJECT * max(rows, columns)
    gathered = cv2.GaussianBlur(_standing_out(found), (0, 0), reach, borderType=cv2.BORDER_CONSTANT)
    y, x = np.unravel_index(int(np.argmax(gathered)), gathered.shape)
    return (float(x) + 0.5) / columns, (float(y) + 0.5) / rows


def kept(found: Map, ratio: float, at: tuple[float, float]) -> float:
    """How much of what stands out a crop to ``ratio`` (width by height) keeps, from 0 to 1.

    The crop is as large as it can be, with the point ``at`` as close to its middle as it can be.
    """
    rows, columns = found.shape
    width = min(columns, round(rows * ratio))
    height = min(rows, round(columns / ratio))
    left = round(min(max(at[0] * columns - width / 2, 0), columns - width))
    top = round(min(max(at[1] * rows - height / 2, 0), rows - height))
    matters = _standing_out(found)
    return float(matters[top : top + height, left : left + width].sum() / max(matters.sum(), 1e-6))


def _standing_out(found: Map) -> Map:
    """Only what stands out from most of the picture."""
    matters: Map = np.maximum(found - np.quantile(found, _MATTERS), 0).astype(np.float32)
    return matters


def _residual(light: Map) -> Map:
    side = 64
    spectrum = np.fft.fft2(cv2.resize(light, (side, side), interpolation=cv2.INTER_AREA))
    logarithm = np.log(np.abs(spectrum) + 1e-6).astype(np.float32)
    rest = logarithm - cv2.blur(logarithm, (3, 3))
    back = np.abs(np.fft.ifft2(np.exp(rest + 1j * np.angle(spectrum)))) ** 2
    smooth = cv2.GaussianBlur(back.astype(np.float32), (0, 0), 2.5)
    return _unit(cv2.resize(smooth, light.shape[::-1], interpolation=cv2.INTER_LINEAR))


def _strangeness(lab: Map) -> Map:
    blurred = cv2.GaussianBlur(lab, (0, 0), 1.5)
    return _unit(np.linalg.norm(blurred - np.median(lab.reshape(-1, 3), axis=0), axis=2).astype(np.float32))


def _structure(light: Map) -> Map:
    edges = np.hypot(cv2.Sobel(light, cv2.CV_32F, 1, 0), cv2.Sobel(light, cv2.CV_32F, 0, 1))
    return _unit(cv2.GaussianBlur(edges, (0, 0), 4))


def _unit(values: NDArray[Any]) -> Map:
    low, high = float(values.min()), float(np.quantile(values, 0.995))
    unit: Map = np.clip((values - low) / max(high - low, 1e-6), 0, 1).astype(np.float32)
    return unit
