"""Pictures as they come, made such as the rest can use: upright, in sRGB, without holes, not too large."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image, ImageCms, ImageOps, ImageStat

from contracts.errors import SourceUnsuitable
from contracts.video import Frame

MAX_PIXELS: Final = 40_000_000
"""The most pixels of a picture: decoded, they take 160 MB."""
SHORTEST: Final = 300
"""The least pixels of the shorter side."""
LONGEST_RATIO: Final = 4.0
"""The ratio of the sides beyond which a picture is a banner or a rule."""
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
_LIGHT: Final = 200
"""A mean brightness from which a cut-out picture needs a dark ground."""
_WHITE: Final = (255, 255, 255)
_DARK: Final = (30, 32, 38)
_FLAT: Final = 3.0
"""The standard deviation of brightness below which nothing is to be seen."""
_ROOM: Final = 2
"""The factor by which a picture may be larger than the frame, so that it can be enlarged."""


@dataclass(frozen=True)
class Pixels:
    """A picture of three bytes a point, and nothing else, so that nobody is needed to decode it."""

    width: int
    height: int


def decode(path: Path, frame: Frame, to: Path) -> Pixels:
    """``read``, for a process of its own: writes the picture's points to a file."""
    picture = read(path, frame)
    to.write_bytes(picture.tobytes())
    return Pixels(picture.width, picture.height)


def decoded(pixels: Pixels, path: Path) -> Image.Image:
    """The picture that ``decode`` wrote."""
    return Image.frombytes("RGB", (pixels.width, pixels.height), path.read_bytes())


def read(path: Path, frame: Frame) -> Image.Image:
    """A picture, RGB, at most twice as large as the frame needs.

    Raises ``SourceUnsuitable`` for what is no picture, broken, too large, too small, a banner, or empty.
    """
    try:
        # The formats are named, because Pillow knows others that start programs.
        with Image.open(path, formats=_FORMATS) as opened:
            _check_size(*opened.size)
            # JPEG can be read at a fraction of its size, which spares most of the work.
            opened.draft(None, (_ROOM * frame.width, _ROOM * frame.height))
            picture = _scaled(_flat(_in_srgb(ImageOps.exif_transpose(opened))), frame)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise SourceUnsuitable("The picture has too many pixels. Choose a smaller one.") from error
    except SourceUnsuitable:
        raise
    except Exception as error:  # what a decoder meets in a broken file, it may raise as anything
        raise SourceUnsuitable("The picture cannot be read: it is damaged, or not a picture.") from error
    if max(ImageStat.Stat(picture.convert("L")).stddev) < _FLAT:
        raise SourceUnsuitable("The picture shows nothing but one colour.")
    return picture


def is_diagram(picture: Image.Image) -> bool:
    """Whether a picture is drawn, as charts and tables are: nearly all of it has a few colours."""
    small = np.asarray(picture.resize((256, 256), Image.Resampling.BOX)).astype(np.int32)
    binned = (small // 5) @ np.array([64 * 64, 64, 1])
    counts = np.sort(np.unique(binned, return_counts=True)[1])[::-1]
    return bool(counts[:5].sum() / binned.size >= 0.7)  # noqa: PLR2004 - measured on drawn and photographed ones


def save(picture: Image.Image, folder: Path, *, drawn: bool) -> Path:
    """Write a picture, as PNG if it is ``drawn`` and as JPEG if it is not."""
    path = folder / ("picture.png" if drawn else "picture.jpg")
    if drawn:
        picture.save(path, compress_level=3)
    else:
        picture.save(path, quality=92, subsampling=0)
    return path


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise SourceUnsuitable("The picture has too many pixels. Choose a smaller one.")
    if min(width, height) < SHORTEST:
        raise SourceUnsuitable(
            "The picture is too small ({width} x {height} pixels).", width=width, height=height
        )
    if max(width, height) > LONGEST_RATIO * min(width, height):
        raise SourceUnsuitable(
            "The picture is a banner ({width} x {height} pixels).", width=width, height=height
        )


def _in_srgb(picture: Image.Image) -> Image.Image:
    """In RGB or RGBA, with the colours that its profile means."""
    transparent = picture.has_transparency_data
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I") or picture.mode == "F":
        # Sixteen bits a pixel: Pillow would cut them off instead of scaling them.
        values = np.asarray(picture).astype(np.float64)
        picture = Image.fromarray((values * (255 / max(values.max(), 1))).astype(np.uint8))
    if profile and picture.mode in ("RGB", "CMYK", "L") and not transparent:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(
                picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):  # a profile of another kind of picture, or a broken one
            converted = None
        if converted:
            return converted
    return picture.convert("RGBA" if transparent else "RGB")


def _flat(picture: Image.Image) -> Image.Image:
    """Without transparency: on white, or on a dark ground if white would hide what is shown."""
    if picture.mode != "RGBA":
        return picture
    alpha = picture.getchannel("A")
    bright = ImageStat.Stat(picture.convert("L"), mask=alpha.point(lambda value: 255 * (value > 0))).mean[0]
    ground = Image.new("RGB", picture.size, _DARK if bright > _LIGHT else _WHITE)
    ground.paste(picture, mask=alpha)
    return ground


def _scaled(picture: Image.Image, frame: Frame) -> Image.Image:
    scale = _ROOM * max(frame.width / picture.width, frame.height / picture.height)
    if scale >= 1:
        return picture
    return picture.resize(
        (round(picture.width * scale), round(picture.height * scale)), Image.Resampling.LANCZOS
    )
