"""Scenes: what each frame shows before it is encoded, and the file that comes out."""

import asyncio
from itertools import pairwise
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from contracts.errors import CompositionFailed, SourceUnsuitable
from contracts.video import FRAMES, VideoFormat, VisualKind
from media.composition.canvas import Canvas
from media.composition.frames import TRANSITION, Source
from media.composition.scene import compose_scene
from media.composition.still import Motion, Still
from tests.media.composition.material import (
    Image,
    brightness,
    card,
    clip,
    drawn,
    kept,
    photo,
    programs,
    still,
    timeline,
)

pytestmark = pytest.mark.slow

REEL = FRAMES[VideoFormat.REEL]


def difference(one: Image, other: Image) -> float:
    return float(np.abs(brightness(one).astype(float) - brightness(other)).mean())


# --- motion -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("position", [0, 1])
@pytest.mark.parametrize("size", [(900, 600), (500, 1600), (720, 1280), (2400, 1800), (90, 60)])
def test_a_still_moves_in_every_frame(tmp_path: Path, size: tuple[int, int], position: int) -> None:
    picture = still(kept(tmp_path, "picture.png", photo(*size)), (0.7, 0.4))
    made = drawn(timeline(30, 30), position, picture)
    assert len(made) == 30
    assert all(difference(before, after) > 0 for before, after in pairwise(made))


def test_a_scene_of_minutes_is_seen_to_move(tmp_path: Path) -> None:
    """As for half a second of a scene of seven: by at least a twentieth of a grey level in the mean."""
    picture = kept(tmp_path, "picture.png", photo(720, 1280))
    shown = Still(picture, (720, 1280), Motion((0.5, 0.5), 1.05, frames=300 * 30, back=False))
    canvases = [Canvas(720, 1280), Canvas(720, 1280)]
    for start in (0, 1_000, 4_500, 8_900):
        for canvas, frame in zip(canvases, (start, start + 15), strict=True):
            shown.draw(frame, canvas)
        one, other = (canvas.planes[0].astype(int) for canvas in canvases)
        assert np.abs(one - other).mean() > 0.05


def test_motion_is_smooth_by_fractions_of_a_pixel(tmp_path: Path) -> None:
    """A disc at one side wanders outwards with each frame, and never trembles."""
    picture = np.full((1350, 760, 3), 60, np.uint8)
    cv2.circle(picture, (120, 700), 40, (220, 220, 220), -1, cv2.LINE_AA)
    places = []
    for frame in drawn(timeline(90), 0, still(kept(tmp_path, "picture.png", picture))):
        disc = np.maximum(brightness(frame)[:, :300].astype(float) - 80, 0)
        places.append((disc.sum(axis=0) * np.arange(300)).sum() / disc.sum())
    steps = np.diff(places)
    assert (steps < 0).all()
    assert steps.min() > -0.5
    assert np.abs(np.diff(steps)).max() < 0.05


def test_what_matters_is_in_sight_in_every_frame(tmp_path: Path) -> None:
    picture = np.full((600, 1200, 3), 90, np.uint8)
    cv2.circle(picture, (1080, 150), 30, (255, 255, 255), -1)
    made = drawn(timeline(20, 20), 1, still(kept(tmp_path, "picture.png", picture), (0.9, 0.25)))
    disc = np.pi * (30 * REEL.height / 600) ** 2
    for frame in made:
        assert (brightness(frame) > 200).sum() > 0.95 * disc


def test_a_card_only_grows_around_its_middle_by_less_than_6_percent(tmp_path: Path) -> None:
    design = np.full((1280, 720, 3), 60, np.uint8)
    design[88:960, 48:624] = 220
    made = drawn(
        timeline(30, 30), 1, Source(card(kept(tmp_path, "card.png", design)).path, VisualKind.CARD, (1, 1))
    )
    boxes = []
    for frame in made:
        rows, columns = np.nonzero(brightness(frame) > 140)
        boxes.append((columns.min(), columns.max() + 1, rows.min(), rows.max() + 1))
    for left, right, top, bottom in boxes:
        assert 360 - 1.06 * (360 - 48) <= left <= 49
        assert 623 <= right <= 360 + 1.06 * (624 - 360)
        assert 640 - 1.06 * (640 - 88) <= top <= 89
        assert 959 <= bottom <= 640 + 1.06 * (960 - 640)
    widths = [right - left for left, right, _, _ in boxes]
    assert widths[0] > widths[-1]
    # How far each side is from the middle grows by one and the same factor.
    factors = [
        [(360 - b[0]) / 312, (b[1] - 360) / 264, (640 - b[2]) / 552, (b[3] - 640) / 320] for b in boxes
    ]
    assert max(max(four) - min(four) for four in factors) < 0.01


# --- the transition ---------------------------------------------------------------------------------------


def test_a_scene_comes_up_over_the_one_before(tmp_path: Path) -> None:
    first, second = (still(kept(tmp_path, f"{n}.png", photo(720, 1280, seed=n))) for n in (1, 2))
    laid_out = timeline(24, 24)
    last = drawn(laid_out, 0, first)[-1]
    alone = drawn(laid_out, 1, second)
    made = drawn(laid_out, 1, second, first)

    cut = difference(last, alone[0])
    assert difference(last, made[0]) < 0.15 * cut
    shares = [difference(frame, other) for frame, other in zip(made, alone, strict=True)]
    assert shares[:TRANSITION] == sorted(shares[:TRANSITION], reverse=True)
    assert all(share > 0 for share in shares[:TRANSITION])
    assert shares[TRANSITION:] == [0] * (24 - TRANSITION)
    assert all(brightness(frame).mean() > 60 for frame in made)
    assert max(difference(before, after) for before, after in pairwise([last, *made])) < 0.15 * cut


def test_a_scene_shorter_than_the_transition_is_shown_at_its_end(tmp_path: Path) -> None:
    first, second = (still(kept(tmp_path, f"{n}.png", photo(720, 1280, seed=n))) for n in (1, 2))
    laid_out = timeline(5, 5)
    made, alone = drawn(laid_out, 1, second, first), drawn(laid_out, 1, second)
    assert difference(made[-1], alone[-1]) < 0.25 * difference(made[0], alone[0])


# --- clips ------------------------------------------------------------------------------------------------


def bar(frame: Image) -> int:
    """Where the bar of a clip is, as a column."""
    return int(brightness(frame)[300:900].mean(axis=0).argmax())


def test_a_clip_fills_the_frame_and_runs(tmp_path: Path) -> None:
    made = drawn(timeline(40), 0, clip(tmp_path / "clip.mp4", 60))
    assert len(made) == 40
    assert all(difference(before, after) > 0.1 for before, after in pairwise(made))
    assert all(brightness(frame)[:, column].mean() > 40 for frame in made[::10] for column in (0, -1))


def test_a_clip_keeps_its_pace_at_another_rate(tmp_path: Path) -> None:
    fast = drawn(timeline(30), 0, clip(tmp_path / "fast.mp4", 60, rate=60))
    usual = drawn(timeline(30), 0, clip(tmp_path / "usual.mp4", 30))
    assert abs(bar(fast[14]) - bar(usual[14])) < 30


def test_a_clip_is_cropped_to_what_matters(tmp_path: Path) -> None:
    path = clip(tmp_path / "clip.mp4", 20, size=(640, 240)).path
    left, right = (drawn(timeline(3), 0, Source(path, VisualKind.STOCK_CLIP, (x, 0.5))) for x in (0.0, 1.0))
    with av.open(path) as file:
        whole = next(file.decode(video=0)).to_ndarray(format="gray")
    shown = round(240 * REEL.width / REEL.height)
    for made, part in ((left, whole[:, :shown]), (right, whole[:, -shown:])):
        small = cv2.resize(brightness(made[0]), part.shape[::-1], interpolation=cv2.INTER_AREA)
        assert np.corrcoef(small[:, 5:-5].ravel(), part[:, 5:-5].ravel())[0, 1] > 0.95


def test_a_clip_that_is_too_short_begins_again_without_a_jump(tmp_path: Path) -> None:
    made = drawn(timeline(80), 0, clip(tmp_path / "clip.mp4", 40))
    steps = [difference(before, after) for before, after in pairwise(made)]
    assert min(steps) > 0
    assert max(steps) < 4 * float(np.median(steps))


def test_a_scene_comes_up_over_a_clip_that_runs_on(tmp_path: Path) -> None:
    running, picture = clip(tmp_path / "clip.mp4", 60), still(kept(tmp_path, "2.png", photo(720, 1280)))
    laid_out = timeline(30, 20)
    last = drawn(laid_out, 0, running)[-1]
    made = drawn(laid_out, 1, picture, running)
    assert difference(last, made[0]) < 0.3 * difference(last, made[TRANSITION])


# --- the file ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", [1, 13, 37])
async def test_a_scene_has_exactly_its_frames_for_browsers(tmp_path: Path, length: int) -> None:
    picture = still(kept(tmp_path, "picture.png", photo(900, 600)))
    to = tmp_path / "scene.mp4"
    fractions: list[float] = []
    await compose_scene(timeline(length), 0, picture, None, to, fractions.append)
    with av.open(to) as file:
        assert len(file.streams) == 1
        stream = file.streams.video[0]
        context = stream.codec_context
        assert (context.name, context.profile, context.pix_fmt) == ("h264", "High", "yuv420p")
        assert (context.width, context.height) == (REEL.width, REEL.height)
        assert (context.colorspace, context.color_primaries, context.color_trc) == (1, 1, 1)
        times = [frame.time for frame in file.decode(stream)]
    assert times == pytest.approx([number / 30 for number in range(length)])
    assert fractions == sorted(fractions)
    assert fractions[0] == 0
    assert fractions[-1] < 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["picture.png", "scene.mp4"]


async def test_colours_come_out_as_they_went_in(tmp_path: Path) -> None:
    for number, colour in enumerate([(200, 40, 40), (40, 160, 60), (50, 60, 190), (128, 128, 128)]):
        picture = np.full((1280, 720, 3), colour, np.uint8)
        to = tmp_path / f"{number}.mp4"
        await compose_scene(timeline(2), 0, still(kept(tmp_path, f"{number}.png", picture)), None, to)
        with av.open(to) as file:
            shown = next(file.decode(video=0)).to_ndarray(format="rgb24")
        assert np.abs(shown.reshape(-1, 3).mean(axis=0) - colour).max() < 3


async def test_the_same_scene_is_the_same_bytes(tmp_path: Path) -> None:
    first, second = (still(kept(tmp_path, f"{n}.png", photo(900, 700, seed=n))) for n in (1, 2))
    laid_out = timeline(10, 20, cues=[(400, 900, "The same again")])
    one, other = tmp_path / "one.mp4", tmp_path / "other.mp4"
    await asyncio.gather(*(compose_scene(laid_out, 1, second, first, to) for to in (one, other)))
    assert one.read_bytes() == other.read_bytes()


# --- faults -----------------------------------------------------------------------------------------------


async def refused(tmp_path: Path, visual: Source) -> str:
    with pytest.raises(SourceUnsuitable) as caught:
        await compose_scene(timeline(20), 0, visual, None, tmp_path / "scene.mp4")
    assert not list(tmp_path.glob("scene*"))
    assert programs() == []
    assert str(tmp_path) not in caught.value.message
    return caught.value.message


@pytest.mark.parametrize("content", [b"", b"<html>not found</html>", b"\x89PNG\r\n\x1a\n" + bytes(50)])
async def test_a_broken_picture_is_told_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(content)
    assert "Scene 1 cannot be composed: its picture cannot be read" in await refused(tmp_path, still(path))


async def test_half_a_picture_is_told_in_words(tmp_path: Path) -> None:
    path = kept(tmp_path, "picture.png", photo(300, 300))
    path.write_bytes(path.read_bytes()[:20_000])
    assert "its picture cannot be read" in await refused(tmp_path, still(path))


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>", b"#EXTM3U\n#EXTINF:1,\nother.mp4\n", b"ffconcat version 1.0\nfile other.mp4\n"],
)
async def test_what_is_no_clip_is_told_in_words(tmp_path: Path, content: bytes) -> None:
    clip(tmp_path / "other.mp4", 40)
    path = tmp_path / "clip.mp4"
    path.write_bytes(content)
    message = await refused(tmp_path, Source(path, VisualKind.STOCK_CLIP, (0.5, 0.5)))
    assert message.startswith("Scene 1 cannot be composed: its clip cannot be read")


async def test_a_clip_of_a_moment_is_told_in_words(tmp_path: Path) -> None:
    assert "its clip lasts 0.2 s" in await refused(tmp_path, clip(tmp_path / "clip.mp4", 5))


async def test_ffmpegs_own_words_are_told(tmp_path: Path) -> None:
    picture = still(kept(tmp_path, "picture.png", photo(300, 300)))
    with pytest.raises(CompositionFailed, match="No such file"):
        await compose_scene(timeline(30), 0, picture, None, tmp_path / "missing" / "scene.mp4")


@pytest.mark.parametrize("kind", ["still", "clip"])
async def test_cancelling_ends_all_programs_and_leaves_nothing(tmp_path: Path, kind: str) -> None:
    visual = (
        clip(tmp_path / "clip.mp4", 60) if kind == "clip" else still(kept(tmp_path, "p.png", photo(900, 600)))
    )
    begun = asyncio.Event()

    def report(fraction: float) -> None:
        if fraction > 0:
            begun.set()

    composing = asyncio.create_task(
        compose_scene(timeline(30_000), 0, visual, None, tmp_path / "scene.mp4", report)
    )
    await begun.wait()
    assert programs()
    composing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await composing
    assert programs() == []
    assert [path for path in tmp_path.iterdir() if "scene" in path.name] == []
