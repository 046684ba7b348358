"""Captions on the frames, against the same frames without them."""

from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from contracts.video import FRAMES, Template, Timeline, VideoFormat
from media.composition.lettering import face, printable, wrapped
from media.composition.scene import compose_scene
from tests.media.composition.material import Image, brightness, drawn, kept, photo, still, timeline

pytestmark = pytest.mark.slow

WORDS = {
    "en": "The moon pulls the sea\ntowards it, twice a day.",
    "ja": "月は海の水を\n引き寄せています。",
    "zh-TW": "月亮每天兩次\n牽引著海水。",
    "zh-CN": "月亮每天两次\n牵引着海水。",
}
LONG = "A line that nobody has broken and that is far too wide for any of the frames there are, even so"


def covered(with_words: Image, without: Image, height: int) -> tuple[int, int, int, int] | None:
    """Left, top, right and bottom of what differs between two frames, in pixels of the picture."""
    planes = [(with_words[:height], without[:height])]
    half = with_words.shape[1] // 2
    planes += [
        tuple(x[height:].reshape(2, height // 2, half)[n] for x in (with_words, without)) for n in (0, 1)
    ]
    boxes = []
    for part, (one, other) in zip((1, 2, 2), planes, strict=True):
        rows, columns = np.nonzero(one != other)
        if len(rows):
            boxes.append([part * n for n in (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)])
    if not boxes:
        return None
    left, top = np.min(boxes, axis=0)[:2]
    right, bottom = np.max(boxes, axis=0)[2:]
    return int(left), int(top), int(right), int(bottom)


def without_cues(laid_out: Timeline) -> Timeline:
    return laid_out.model_copy(update={"cues": ()})


@pytest.mark.parametrize("format_", list(VideoFormat))
@pytest.mark.parametrize("text", [*WORDS.values(), LONG], ids=[*WORDS, "too long"])
def test_captions_stay_where_no_platform_covers_them(tmp_path: Path, format_: VideoFormat, text: str) -> None:
    frame = FRAMES[format_]
    picture = still(kept(tmp_path, "p.png", photo(400, 400)))
    for template in Template:
        laid_out = timeline(1, cues=[(0, 33, text)], format_=format_, language="ja", template=template)
        box = covered(
            drawn(laid_out, 0, picture)[0], drawn(without_cues(laid_out), 0, picture)[0], frame.height
        )
        assert box
        left, top, right, bottom = box
        assert left >= frame.left
        assert right <= frame.width - frame.right
        assert frame.height - frame.bottom - 4 * frame.caption_size <= top
        assert frame.height - frame.bottom - frame.caption_size / 2 <= bottom <= frame.height - frame.bottom
        middle = (frame.left + frame.width - frame.right) / 2
        assert (left + right) / 2 == pytest.approx(middle, abs=frame.caption_size)


def test_a_caption_is_seen_from_its_first_frame_to_its_last(tmp_path: Path) -> None:
    picture = still(kept(tmp_path, "p.png", photo(400, 400)))
    laid_out = timeline(20, 25, cues=[(200, 800, "One and"), (800, 1100, "another"), (1300, 1400, "late")])
    for position, start in ((0, 0), (1, 20)):
        pairs = zip(
            drawn(laid_out, position, picture),
            drawn(without_cues(laid_out), position, picture),
            strict=True,
        )
        seen = {start + n for n, (one, other) in enumerate(pairs) if (one != other).any()}
        # The first caption crosses the border of the scenes.
        expected = {*range(6, 33), *range(39, 42)}
        assert seen == {frame for frame in expected if (frame >= 20) == bool(position)}


def test_one_caption_follows_another(tmp_path: Path) -> None:
    grey = still(kept(tmp_path, "p.png", np.full((1280, 720, 3), 128, np.uint8)))
    made = drawn(timeline(10, cues=[(0, 167, "First"), (167, 333, "Second, and longer")]), 0, grey)
    white = [(brightness(frame) > 200).sum() for frame in made]
    assert len(set(white[:5])) == len(set(white[5:])) == 1
    assert white[5] > 1.5 * white[0]


def luminance(plane: Image) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Relative luminance after WCAG 2, of greys in video's range."""
    value = np.clip((plane.astype(float) - 16) / 219, 0, 1)
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


@pytest.mark.parametrize("template", list(Template))
@pytest.mark.parametrize("picture", ["white", "black", "busy"])
async def test_captions_can_be_read_on_any_picture(tmp_path: Path, picture: str, template: Template) -> None:
    """Measured in the encoded file: the letters against what is around them."""
    pictures = {
        "white": np.full((1280, 720, 3), 255, np.uint8),
        "black": np.zeros((1280, 720, 3), np.uint8),
        "busy": np.random.default_rng(1).choice([0, 255], (1280 // 4, 720 // 4, 3)).astype(np.uint8),
    }
    ground = np.asarray(cv2.resize(pictures[picture], (720, 1280), interpolation=cv2.INTER_NEAREST), np.uint8)
    source = still(kept(tmp_path, "p.png", ground))
    laid_out = timeline(3, cues=[(0, 100, WORDS["ja"])], language="ja", template=template)
    await compose_scene(laid_out, 0, source, None, tmp_path / "scene.mp4")
    with av.open(tmp_path / "scene.mp4") as file:
        shown = np.asarray(list(file.decode(video=0))[-1].to_ndarray(format="yuv420p"), np.uint8)
    nothing = drawn(without_cues(laid_out), 0, source)[-1]
    everything = drawn(laid_out, 0, source)[-1]
    letters = _letters(laid_out, tmp_path)
    far, close = (np.asarray(cv2.dilate(letters, np.ones((n, n), np.uint8)), np.uint8) for n in (9, 3))
    near = far & ~close
    light = luminance(brightness(shown))
    ink, around = np.median(light[letters > 0]), np.percentile(light[near > 0], 95)
    assert (ink + 0.05) / (around + 0.05) >= 4.5
    assert (everything != nothing).any()


def _letters(laid_out: Timeline, folder: Path) -> Image:
    """Where the letters are: what is white where the picture is black."""
    black = still(kept(folder, "black.png", np.zeros((1280, 720, 3), np.uint8)))
    return np.where(brightness(drawn(laid_out, 0, black)[-1]) > 200, 255, 0).astype(np.uint8)


# --- letters ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ja", "zh-TW", "zh-CN", "ko"])
def test_no_letter_is_an_empty_box(language: str) -> None:
    letters = face(language, 40)
    missing = bytes(letters.getmask("\U000e0080"))
    text = "Aé—…漢字かなカナ、。「」繁體兩簡体两한국어%42€"
    assert all(bytes(letters.getmask(letter)) != missing for letter in text)
    assert printable(text, language) == text


def test_what_has_no_glyph_is_left_out(tmp_path: Path) -> None:
    assert printable("High tide 🌊\n👍🏽 twice a day", "en").split() == ["High", "tide", "twice", "a", "day"]
    grey = still(kept(tmp_path, "p.png", np.full((1280, 720, 3), 128, np.uint8)))
    only_emoji, none = timeline(1, cues=[(0, 33, "🌊👍🏽")]), timeline(1)
    assert np.array_equal(drawn(only_emoji, 0, grey)[0], drawn(none, 0, grey)[0])


def test_each_language_has_its_own_shapes() -> None:
    shapes = {
        language: bytes(face(language, 60).getmask("骨")) for language in ("ja", "zh-TW", "zh-CN", "zh-Hans")
    }
    assert shapes["ja"] != shapes["zh-CN"]
    assert shapes["zh-CN"] == shapes["zh-Hans"] != shapes["zh-TW"]


@pytest.mark.parametrize(
    "text",
    [
        "How the moon moves the sea, and why it does so twice a day",
        "月の引力はなぜ海を動かすのか——「潮の満ち引き」を、やさしく解説。",
        "GPT-5が変える日本の働き方：2026年の展望",
    ],
)
def test_lines_are_broken_between_words_and_not_before_a_full_stop(text: str) -> None:
    letters = face("ja", 40)
    lines = wrapped(text, letters, 300)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(letters.getlength(line) <= 300 for line in lines)
    assert not any(line[0] in "、。」—…：" for line in lines)
    assert not any(line[-1] in "「（" for line in lines)
    if " " in text:
        assert all(word in text.split() for line in lines for word in line.split())
