"""A still picture, cropped to what matters and slowly moved."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from PIL import Image, ImageOps

from contracts.phrases import PhrasedError
from contracts.video import FPS
from media.composition.canvas import Canvas, resized, to_yuv

_DRIFT: Final = 0.06
"""The distance that the wide view may lie from the focus, in terms of its own size."""
_FINE: Final = 2
"""Samples of the stored picture for one pixel of the frame, in each direction. Between samples so dense, a
straight line is as good as any curve: a picture moves by fractions of a pixel and stays sharp."""
_SWING: Final = 0.5
"""The share by which motion is slower than on average at its beginning and end. It never rests."""
_LEG: Final = 12 * FPS
"""Frames of one way through a picture, about: a longer scene goes to and fro, or nobody would see it move."""


class PictureBroken(PhrasedError):
    """This is not a picture that can be read."""


@dataclass(frozen=True)
class View:
    """A part of a picture, in pixels of it."""

    left: float
    top: float
    width: float
    height: float

    def towards(self, other: "View", share: float) -> "View":
        """Between this view (0) and another (1)."""

        def between(ours: float, theirs: float) -> float:
            return ours + (theirs - ours) * share

        return View(
            between(self.left, other.left),
            between(self.top, other.top),
            between(self.width, other.width),
            between(self.height, other.height),
        )


@dataclass(frozen=True)
class Motion:
    """How a picture moves over ``frames`` frames: nearer to ``focus``, or ``back`` from there.

    ``focus`` is the point that matters, as fractions of width and height; ``zoom`` how much nearer.
    """

    focus: tuple[float, float]
    zoom: float
    frames: int
    back: bool


class Still:
    """A picture in motion, for a frame of ``size`` (width, height) pixels. Raises ``PictureBroken``."""

    def __init__(self, path: Path, size: tuple[int, int], motion: Motion) -> None:
        picture = _read(path)
        wide, close = _views(picture.size, size, motion)
        left, top = int(min(wide.left, close.left)), int(min(wide.top, close.top))
        right = math.ceil(max(wide.left + wide.width, close.left + close.width))
        bottom = math.ceil(max(wide.top + wide.height, close.top + close.height))
        # Detail that is finer than the frame's pixels would flicker as it moves.
        shrink = min(1, size[0] / close.width)
        part = picture.resize(
            (math.ceil((right - left) * shrink), math.ceil((bottom - top) * shrink)),
            Image.Resampling.BOX,
            (left, top, right, bottom),
        )
        width = _even((right - left) * _FINE * size[0] / wide.width)
        height = _even((bottom - top) * _FINE * size[1] / wide.height)
        brightness, *colours = cv2.split(to_yuv(np.asarray(part)))
        self._planes = (
            resized(brightness, width, height, cv2.INTER_CUBIC),
            *(resized(colour, width // 2, height // 2, cv2.INTER_CUBIC) for colour in colours),
        )
        across, down = width / (right - left), height / (bottom - top)
        views = [
            View(
                (view.left - left) * across, (view.top - top) * down, view.width * across, view.height * down
            )
            for view in (wide, close)
        ]
        self._first, self._last = reversed(views) if motion.back else views
        self._frames = motion.frames

    def draw(self, frame: int, onto: Canvas) -> None:
        """Draw a frame, counted from 0."""
        legs = max(1, round(self._frames / _LEG))
        leg, turn = divmod(min(frame / self._frames, 1.0) * legs, 1.0)
        if leg % 2:
            turn = 1.0 - turn
        view = self._first.towards(self._last, turn - _SWING * math.sin(2 * math.pi * turn) / (2 * math.pi))
        height, width = onto.planes[0].shape
        across, down = view.width / width, view.height / height
        for plane, target, part in zip(self._planes, onto.planes, (1, 2, 2), strict=True):
            # A pixel's own place is its middle. A sample of colour stands for two by two pixels; by H.264's
            # default its place is that of the left column's middle, between the rows.
            left = (view.left + across / 2) / part - 0.5
            top = view.top / part + down / 2 - 0.5
            cv2.warpAffine(
                plane,
                np.array([[across, 0, left], [0, down, top]]),
                target.shape[::-1],
                dst=target,
                flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
                borderMode=cv2.BORDER_REPLICATE,
            )


def _views(picture: tuple[int, int], frame: tuple[int, int], motion: Motion) -> tuple[View, View]:
    """The widest view that has the frame's ratio, and a near one at the focus. Sizes are width and height."""
    fill = min(picture[0] / frame[0], picture[1] / frame[1])
    size = frame[0] * fill, frame[1] * fill
    point = motion.focus[0] * picture[0], motion.focus[1] * picture[1]
    aside = [
        at + min(max(length / 2 - at, -_DRIFT * extent), _DRIFT * extent)
        for at, length, extent in zip(point, picture, size, strict=True)
    ]
    return _around(aside, size, picture), _around(
        point, (size[0] / motion.zoom, size[1] / motion.zoom), picture
    )


def _around(point: Sequence[float], size: tuple[float, float], picture: tuple[int, int]) -> View:
    """The view with the point in its middle, or as near to it as the picture allows."""
    left, top = (
        min(max(at - extent / 2, 0), length - extent)
        for at, extent, length in zip(point, size, picture, strict=True)
    )
    return View(left, top, *size)


def _even(length: float) -> int:
    return 2 * math.ceil(length / 2)


def _read(path: Path) -> Image.Image:
    try:
        with Image.open(path) as image:
            ImageOps.exif_transpose(image, in_place=True)
            image.load()
            return image if image.mode == "RGB" else image.convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise PictureBroken("its picture cannot be read: it is broken, or no picture at all") from error
