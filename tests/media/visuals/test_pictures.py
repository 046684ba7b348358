"""Pictures as they come from anywhere: what is made of them, what is refused, and what in them matters."""

import random
import struct
import zlib
from pathlib import Path
from typing import Final

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageDraw, ImageFilter

from contracts.errors import SourceUnsuitable
from contracts.video import FRAMES, Card, CardKind, Template, VideoFormat
from media.visuals import framing, pictures, saliency
from media.visuals.cards.drawing import captions_area
from tests.media.visuals.videos import scene, timeline

pytestmark = pytest.mark.slow

REEL: Final = FRAMES[VideoFormat.REEL]
YOUTUBE: Final = FRAMES[VideoFormat.YOUTUBE]


def photo(width: int, height: int, at: tuple[float, float] = (0.5, 0.5), seed: int = 1) -> Image.Image:
    """Something like a photograph: uneven ground, grain, and a subject."""
    chance = np.random.default_rng(seed)
    coarse = Image.fromarray(chance.integers(70, 130, (6, 8, 3), dtype=np.uint8))
    ground = np.asarray(coarse.resize((width, height), Image.Resampling.BICUBIC)).astype(int)
    grained = ground + chance.integers(-9, 10, (height, width, 1))
    drawn = Image.fromarray(np.clip(grained, 0, 255).astype(np.uint8))
    x, y, radius = at[0] * width, at[1] * height, 0.09 * max(width, height)
    pen = ImageDraw.Draw(drawn)
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(226, 120, 40))
    pen.ellipse((x - radius / 2, y - radius / 2, x + radius / 3, y + radius / 3), fill=(250, 230, 190))
    return drawn.filter(ImageFilter.GaussianBlur(0.8))


def chart(width: int, height: int) -> Image.Image:
    drawn = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((2, 2, width - 3, height - 3), outline="#444444", width=3)
    for index in range(6):
        x = width * (0.1 + 0.13 * index)
        pen.rectangle((x, height * (0.7 - 0.09 * index), x + width * 0.08, height * 0.85), fill="#3a7ca5")
        pen.text((x, height * 0.88), f"{2019 + index}", fill="#222222", font_size=height / 20)
    return drawn


def stored(picture: Image.Image, path: Path, kind: str = "PNG", **options: object) -> Path:
    picture.save(path, kind, **options)
    return path


class TestReading:
    def test_a_picture_is_turned_upright(self, tmp_path: Path) -> None:
        exif = Image.Exif()
        exif[0x0112] = 6  # "the camera was turned": a quarter to the right makes it upright
        picture = photo(900, 600, (0.1, 0.5))
        read = pictures.read(stored(picture, tmp_path / "p", "JPEG", exif=exif), REEL)
        assert read.size == (600, 900)
        assert saliency.focus(saliency.saliency(read)) == pytest.approx((0.5, 0.1), abs=0.06)

    def test_colours_are_those_that_the_profile_means(self, tmp_path: Path) -> None:
        srgb = ImageCms.createProfile("sRGB")
        # In this profile red and green are exchanged.
        profile = bytearray(ImageCms.ImageCmsProfile(srgb).tobytes())
        at = {profile[i : i + 4].decode(): i for i in range(132, 132 + 12 * profile[131], 12)}
        red, green = (profile[at[tag] + 4 : at[tag] + 12] for tag in ("rXYZ", "gXYZ"))
        profile[at["rXYZ"] + 4 : at["rXYZ"] + 12], profile[at["gXYZ"] + 4 : at["gXYZ"] + 12] = green, red
        picture = Image.new("RGB", (400, 400), (250, 20, 20))
        picture.paste((20, 20, 20), (0, 0, 200, 400))
        read = pictures.read(stored(picture, tmp_path / "p", icc_profile=bytes(profile)), REEL)
        r, g, b = np.asarray(read)[200, 350]
        assert g > 200
        assert max(r, b) < 60

    def test_a_broken_profile_is_ignored(self, tmp_path: Path) -> None:
        read = pictures.read(stored(photo(400, 400), tmp_path / "p", icc_profile=b"nonsense" * 40), REEL)
        assert read.size == (400, 400)

    @pytest.mark.parametrize(("ink", "ground"), [("black", 255), ("white", 40)])
    def test_what_is_cut_out_is_set_on_a_ground_that_shows_it(
        self, tmp_path: Path, ink: str, ground: int
    ) -> None:
        logo = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
        ImageDraw.Draw(logo).ellipse((100, 100, 300, 300), fill=ink)
        read = pictures.read(stored(logo, tmp_path / "p"), REEL)
        assert read.mode == "RGB"
        assert np.asarray(read)[5, 5, 0] == pytest.approx(ground, abs=12)

    @pytest.mark.parametrize("kind", ["GIF", "WEBP"])
    def test_of_what_moves_the_first_frame_is_taken(self, tmp_path: Path, kind: str) -> None:
        first, second = chart(400, 300), photo(400, 300)
        path = stored(first, tmp_path / "p", kind, save_all=True, append_images=[second], duration=100)
        read = pictures.read(path, REEL)
        assert np.abs(np.asarray(read).astype(int) - np.asarray(first)).mean() < 4

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16", "RGBA"])
    def test_every_kind_of_pixel_becomes_rgb(self, tmp_path: Path, mode: str) -> None:
        grey = photo(400, 400)
        if mode == "I;16":
            picture = Image.fromarray(np.asarray(grey.convert("L")).astype(np.uint16) * 200)
        else:
            picture = grey.convert(mode)
        read = pictures.read(stored(picture, tmp_path / "p", "JPEG" if mode == "CMYK" else "PNG"), REEL)
        assert read.mode == "RGB"
        assert np.asarray(read.convert("L")).std() > 8

    @pytest.mark.parametrize("kind", ["JPEG", "PNG"])
    def test_a_large_picture_is_reduced_to_twice_what_the_frame_needs(
        self, tmp_path: Path, kind: str
    ) -> None:
        large = photo(300, 500).resize((1800, 3000))
        read = pictures.read(stored(large, tmp_path / "p", kind), REEL)
        assert read.size == (1536, 2560)

    @pytest.mark.parametrize(
        ("size", "what"), [((290, 900), "too small"), ((2000, 400), "banner"), ((400, 1700), "banner")]
    )
    def test_small_pictures_and_banners_are_refused(
        self, tmp_path: Path, size: tuple[int, int], what: str
    ) -> None:
        with pytest.raises(SourceUnsuitable, match=what):
            pictures.read(stored(photo(*size), tmp_path / "p"), REEL)

    def test_a_picture_of_one_colour_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(SourceUnsuitable, match="nothing but one colour"):
            pictures.read(stored(Image.new("RGB", (600, 600), "#c0ffee"), tmp_path / "p"), REEL)

    @pytest.mark.parametrize("side", [8_000, 12_000, 60_000])
    def test_decompression_bombs_are_refused_before_they_are_decoded(self, tmp_path: Path, side: int) -> None:
        path = tmp_path / "bomb"
        path.write_bytes(bomb(side))
        with pytest.raises(SourceUnsuitable, match="too many pixels"):
            pictures.read(path, REEL)

    def test_what_is_no_picture_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "p"
        for content in (b"", b"<html>", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 400 400\n"):
            path.write_bytes(content)
            with pytest.raises(SourceUnsuitable, match="cannot be read"):
                pictures.read(path, REEL)

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
    def test_damaged_pictures_are_refused_or_read_but_never_crash(self, tmp_path: Path, kind: str) -> None:
        whole = stored(photo(320, 320), tmp_path / "p", kind).read_bytes()
        chance = random.Random(kind)  # noqa: S311 - damage that is the same each time
        refused = 0
        for length in range(10):
            damaged = bytearray(whole[: len(whole) * (length + 1) // 11])
            for _ in range(4):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            (tmp_path / "p").write_bytes(damaged)
            try:
                pictures.read(tmp_path / "p", REEL)
            except SourceUnsuitable:
                refused += 1
        assert refused >= 5


def bomb(side: int) -> bytes:
    """A PNG of a few kilobytes that says it has so many pixels each way."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(1_000_000)))
        + chunk(b"IEND", b"")
    )


class TestFocus:
    @pytest.mark.parametrize("seed", [1, 2, 3])
    @pytest.mark.parametrize("at", [(0.2, 0.3), (0.8, 0.5), (0.5, 0.8), (0.75, 0.25)])
    def test_it_is_on_the_subject(self, at: tuple[float, float], seed: int) -> None:
        found = saliency.saliency(photo(900, 700, at, seed))
        assert saliency.focus(found) == pytest.approx(at, abs=0.08)

    def test_a_crop_around_it_keeps_the_subject_and_one_elsewhere_does_not(self) -> None:
        found = saliency.saliency(photo(1200, 800, (0.8, 0.5)))
        around = saliency.kept(found, 9 / 16, saliency.focus(found))
        assert around > 0.7
        assert saliency.kept(found, 9 / 16, (0.2, 0.5)) < 0.3


class TestDiagrams:
    @pytest.mark.parametrize("kind", ["PNG", "JPEG"])
    def test_charts_are_told_from_photographs(self, tmp_path: Path, kind: str) -> None:
        assert pictures.is_diagram(pictures.read(stored(chart(900, 600), tmp_path / "p", kind), REEL))
        assert not pictures.is_diagram(pictures.read(stored(photo(900, 600), tmp_path / "p", kind), REEL))

    def test_drawings_are_saved_without_loss_and_photographs_small(self, tmp_path: Path) -> None:
        drawn = pictures.save(chart(600, 900), tmp_path, drawn=True)
        assert np.array_equal(np.asarray(Image.open(drawn)), np.asarray(chart(600, 900)))
        assert pictures.save(photo(600, 900), tmp_path, drawn=False).suffix == ".jpg"


def fits(picture: Image.Image, format_: VideoFormat) -> bool:
    found = saliency.saliency(picture)
    return framing.fits(picture, found, FRAMES[format_], diagram=pictures.is_diagram(picture))


class TestFraming:
    def test_a_picture_of_about_the_frames_shape_is_cropped(self) -> None:
        assert fits(photo(800, 1200), VideoFormat.REEL)
        assert fits(photo(1600, 1000), VideoFormat.YOUTUBE)

    def test_a_wide_picture_is_cropped_upright_only_if_its_subject_stays(self) -> None:
        one = photo(1500, 1000, (0.7, 0.5))
        two = photo(1500, 1000, (0.1, 0.5))
        two.paste(photo(750, 1000, (0.8, 0.5)), (750, 0))
        assert fits(one, VideoFormat.REEL)
        assert not fits(two, VideoFormat.REEL)

    def test_a_small_picture_is_not_enlarged_until_it_blurs(self) -> None:
        assert not fits(photo(400, 700), VideoFormat.TIKTOK)

    def test_charts_are_always_shown_whole(self) -> None:
        assert not fits(chart(1300, 1000), VideoFormat.REEL)
        assert not fits(chart(1200, 1000), VideoFormat.YOUTUBE)

    @pytest.mark.parametrize(
        ("format_", "size", "drawn"),
        [
            (VideoFormat.REEL, (1200, 700), True),
            (VideoFormat.INSTAGRAM, (1200, 800), False),
            (VideoFormat.YOUTUBE, (700, 900), True),
            (VideoFormat.YOUTUBE, (1800, 500), False),
            (VideoFormat.TIKTOK, (500, 1900), True),
        ],
    )
    def test_a_framed_picture_is_whole_in_the_safe_area_above_the_captions(
        self,
        format_: VideoFormat,
        size: tuple[int, int],
        drawn: bool,  # noqa: FBT001
    ) -> None:
        # The picture is magenta, which nothing else in the frame is.
        frame = FRAMES[format_]
        video = timeline([scene("What it shows")], format=format_, template=Template.NIGHT)
        whole = framing.framed(Image.new("RGB", size, (255, 0, 255)), video, 0, diagram=drawn)
        pixels = np.asarray(whole).astype(int)
        scale = pixels.shape[1] / frame.width
        assert scale >= 1.15
        assert whole.height / frame.height == pytest.approx(scale, rel=0.01)
        magenta = (pixels[..., 0] > 200) & (pixels[..., 1] < 60) & (pixels[..., 2] > 200)
        y, x = np.nonzero(magenta)
        left, right, top, bottom = x.min() / scale, x.max() / scale, y.min() / scale, y.max() / scale
        ratio = (size[0] + 0.06 * min(size) * drawn) / (size[1] + 0.06 * min(size) * drawn)
        assert (right - left) / (bottom - top) == pytest.approx(ratio, rel=0.02)
        assert left >= frame.left
        assert right <= frame.width - frame.right
        assert top >= frame.top
        assert bottom <= captions_area(frame).y
        assert magenta.sum() > 0.05 * magenta.size

    @pytest.mark.parametrize("template", list(Template))
    def test_the_heading_of_a_framed_picture_can_be_read(self, template: Template) -> None:
        video = timeline([scene("What it shows", Card(kind=CardKind.QUOTE))], template=template)
        white = Image.new("RGB", (1000, 600), "white")
        ImageDraw.Draw(white).rectangle((400, 200, 600, 400), fill="navy")
        for picture in (white, photo(1000, 600)):
            whole = np.asarray(framing.framed(picture, video, 0, diagram=False).convert("RGB"))
            ground = whole[: whole.shape[0] // 4, : whole.shape[1] // 20]
            assert luminance(ground).max() < 0.18  # white on that has a contrast of 4.5
            letters = whole[: whole.shape[0] // 3, whole.shape[1] // 10 :]
            assert (letters.min(axis=2) > 240).sum() > 1000


def luminance(colours: NDArray[np.uint8]) -> NDArray[np.float64]:
    share = colours / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ (0.2126, 0.7152, 0.0722))
