"""A whole small video, as a client gets it."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image as Pillow

from contracts.errors import CompositionFailed
from contracts.video import FRAMES, Timeline, VideoFormat
from media.composition.assemble import Assembled, assemble
from media.composition.frames import Source
from media.composition.scene import compose_scene
from media.composition.soundtrack import mix
from tests.media.composition.material import (
    Image,
    card,
    clip,
    heard,
    kept,
    photo,
    programs,
    spoken,
    still,
    timeline,
    tone,
    wav,
)

pytestmark = pytest.mark.slow

REEL = FRAMES[VideoFormat.REEL]
LENGTHS = (36, 40, 44)


@dataclass(frozen=True)
class Made:
    """A video, what it was made from, and its decoded frames as RGB."""

    timeline: Timeline
    scenes: list[Path]
    soundtrack: Path
    assembled: Assembled
    frames: list[Image]


def rgb(path: Path) -> Iterator[Image]:
    with av.open(path) as file:
        for frame in file.decode(video=0):
            yield np.asarray(frame.to_ndarray(format="rgb24"), np.uint8)


async def composed(folder: Path, laid_out: Timeline, visuals: list[Source]) -> list[Path]:
    scenes = [folder / f"it's scene {n}.mp4" for n in range(len(visuals))]
    previous = [None, *visuals[:-1]]
    await asyncio.gather(
        *(
            compose_scene(laid_out, n, visual, before, to)
            for n, (visual, before, to) in enumerate(zip(visuals, previous, scenes, strict=True))
        )
    )
    return scenes


@pytest.fixture(scope="module")
async def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("video")
    laid_out = timeline(
        *LENGTHS,
        cues=[(200, 1100, "The moon pulls\nthe sea"), (1100, 2300, "月の引力"), (2800, 3900, "twice a day")],
        speech_ms=[200, 1300, 2700],
        title="How the moon moves the sea: “tides”",
        language="en-GB",
    )
    visuals = [
        card(
            kept(folder, "card.png", np.full((1280, 720, 3), (40, 90, 160), np.uint8) + photo(720, 1280) // 8)
        ),
        still(kept(folder, "photo.png", photo(900, 700, seed=2))),
        clip(folder / "clip.mp4", 60),
    ]
    scenes = await composed(folder, laid_out, visuals)
    speech = [wav(folder / f"{n}.wav", spoken(900, seed=n)) for n in range(3)]
    soundtrack = folder / "soundtrack.m4a"
    await mix(laid_out, speech, wav(folder / "music.wav", tone(330, 3000), 48_000), soundtrack)
    assembled = await assemble(laid_out, scenes, soundtrack, folder)
    assert not list(folder.glob("*unfinished*"))
    return Made(laid_out, scenes, soundtrack, assembled, list(rgb(assembled.video)))


def test_every_frame_of_the_timeline_is_there_and_in_step(made: Made) -> None:
    with av.open(made.assembled.video) as file:
        times = [frame.time for frame in file.decode(video=0)]
        stream = file.streams.video[0]
        assert (stream.codec_context.name, stream.codec_context.profile) == ("h264", "High")
        assert stream.codec_context.pix_fmt == "yuv420p"
        assert stream.average_rate == 30
    assert times == pytest.approx([number / 30 for number in range(sum(LENGTHS))])
    assert {frame.shape for frame in made.frames} == {(REEL.height, REEL.width, 3)}


def test_sound_and_picture_last_as_long_as_each_other(made: Made) -> None:
    with av.open(made.assembled.video) as file:
        video, audio = file.streams.video[0], file.streams.audio[0]
        assert (audio.codec_context.name, audio.rate, audio.channels) == ("aac", 48_000, 2)
        lasts = [float((stream.duration or 0) * (stream.time_base or 0)) for stream in (video, audio)]
    assert lasts == pytest.approx([sum(LENGTHS) / 30] * 2, abs=0.03)
    assert made.assembled.duration == pytest.approx(sum(LENGTHS) / 30, abs=0.03)


def test_words_are_heard_when_the_timeline_says(made: Made) -> None:
    """AAC puts silence in front of all it encodes: in the file it must not count."""
    sound = heard(made.assembled.video)[:, 0]
    hiss = np.abs(np.diff(sound, n=2))  # without the low music
    assert abs(np.flatnonzero(hiss > 0.05)[0] / 48 - 200) < 20


def test_browsers_can_play_it_while_they_load_it(made: Made) -> None:
    content = made.assembled.video.read_bytes()
    assert 0 < content.index(b"moov") < content.index(b"mdat")
    assert made.assembled.file_size == len(content)
    assert (made.assembled.width, made.assembled.height) == (REEL.width, REEL.height)


def test_the_file_says_what_it_is(made: Made) -> None:
    with av.open(made.assembled.video) as file:
        assert file.metadata["title"] == "How the moon moves the sea: “tides”"
        assert file.streams.audio[0].metadata["language"] == "eng"
        assert "comment" not in file.metadata


def test_the_picture_is_never_black_and_never_rests(made: Made) -> None:
    small = [frame[::4, ::4].astype(int) for frame in made.frames]
    assert min(frame.mean() for frame in small) > 40
    changes = [np.abs(one - other).mean() for one, other in pairwise(small)]
    for start in range(0, len(changes) - 14, 15):
        assert max(changes[start : start + 15]) > 0.05
    for border in (36, 76):  # no cut: each scene comes up over the one before
        assert changes[border - 1] < 0.3 * np.abs(small[border - 1] - small[border + 13]).mean()


def test_the_captions_beside_it_are_those_in_it(made: Made) -> None:
    assert made.assembled.captions.read_bytes().decode() == (
        "1\n00:00:00,200 --> 00:00:01,100\nThe moon pulls\nthe sea\n\n"
        "2\n00:00:01,100 --> 00:00:02,300\n月の引力\n\n"
        "3\n00:00:02,800 --> 00:00:03,900\ntwice a day\n"
    )


async def test_hours_and_no_captions_at_all(tmp_path: Path, made: Made) -> None:
    (tmp_path / "none").mkdir()
    late = timeline(*LENGTHS, cues=[(3_723_004, 3_724_500, "late")])
    assembled = await assemble(late, made.scenes, made.soundtrack, tmp_path)
    assert assembled.captions.read_text() == "1\n01:02:03,004 --> 01:02:04,500\nlate\n"
    assembled = await assemble(timeline(*LENGTHS), made.scenes, made.soundtrack, tmp_path / "none")
    assert assembled.captions.read_text() == ""


async def test_the_same_parts_are_the_same_files(tmp_path: Path, made: Made) -> None:
    again = await assemble(made.timeline, made.scenes, made.soundtrack, tmp_path)
    for one, other in ((again.video, made.assembled.video), (again.thumbnail, made.assembled.thumbnail)):
        assert one.read_bytes() == other.read_bytes()


# --- the thumbnail ----------------------------------------------------------------------------------------


def pixels(path: Path) -> Image:
    with Pillow.open(path) as image:
        assert image.format == "JPEG"
        return np.asarray(image)


def test_the_thumbnail_shows_a_picture_and_hides_its_captions(made: Made) -> None:
    thumbnail = pixels(made.assembled.thumbnail).astype(int)
    assert thumbnail.shape == (REEL.height, REEL.width, 3)
    upper = slice(0, 500)
    distances = [np.abs(thumbnail[upper] - frame[upper]).mean() for frame in made.frames]
    best = int(np.argmin(distances))
    assert distances[best] < 4
    # Of the photograph or the clip, and past its transition.
    assert any(start + 12 <= best < start + length for start, length in ((36, 40), (76, 44)))


@pytest.mark.parametrize("format_", list(VideoFormat))
@pytest.mark.parametrize("kind", [still, card])
async def test_the_title_stands_large_where_no_platform_covers_it(
    tmp_path: Path, format_: VideoFormat, kind: type[Source]
) -> None:
    """Two titles of the same letters differ only where they stand."""
    frame = FRAMES[format_]
    picture = kind(kept(tmp_path, "picture.png", photo(700, 700)))  # type: ignore[call-arg]
    laid_out = timeline(14, language="ja", format_=format_)
    scenes = await composed(tmp_path, laid_out, [picture])
    sound = tmp_path / "sound.m4a"
    await mix(laid_out, [wav(tmp_path / "speech.wav", spoken(400))], None, sound)
    thumbnails = []
    for word in ("HIHHII", "IHIIHH"):
        folder = tmp_path / word
        folder.mkdir()
        titled = laid_out.model_copy(update={"title": f"{word} 月の引力"})
        thumbnails.append(pixels((await assemble(titled, scenes, sound, folder)).thumbnail).astype(int))
    rows, columns = np.nonzero(np.abs(thumbnails[0] - thumbnails[1]).max(axis=2) > 60)
    assert rows.min() >= frame.top
    assert rows.max() < frame.height - frame.bottom
    assert columns.min() >= frame.left
    assert columns.max() < frame.width - frame.right
    assert np.ptp(rows) > frame.caption_size


@pytest.mark.parametrize(
    "title",
    [
        "",
        "潮" * 300,
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "word " * 90,
    ],
)
async def test_any_title_makes_a_thumbnail(tmp_path: Path, made: Made, title: str) -> None:
    laid_out = made.timeline.model_copy(update={"title": title})
    thumbnail = pixels((await assemble(laid_out, made.scenes, made.soundtrack, tmp_path)).thumbnail)
    rows, columns = np.nonzero(thumbnail[700:].min(axis=2) > 245)
    assert bool(title) == bool(len(rows))
    if title:
        assert columns.min() >= REEL.left
        assert columns.max() < REEL.width - REEL.right


# --- faults -----------------------------------------------------------------------------------------------


async def test_a_scene_that_is_missing_is_told_in_words(tmp_path: Path, made: Made) -> None:
    with pytest.raises(CompositionFailed, match=r"The scenes cannot be joined: .*No such file") as caught:
        await assemble(made.timeline, [made.scenes[0], tmp_path / "none.mp4"], made.soundtrack, tmp_path)
    assert str(tmp_path) not in caught.value.message
    assert list(tmp_path.iterdir()) == []
    assert programs() == []


async def test_cancelling_leaves_nothing_half(tmp_path: Path, made: Made) -> None:
    assembling = asyncio.create_task(assemble(made.timeline, made.scenes * 200, made.soundtrack, tmp_path))
    while not list(tmp_path.iterdir()):
        await asyncio.sleep(0.001)
    assembling.cancel()
    with pytest.raises(asyncio.CancelledError):
        await assembling
    assert programs() == []
    assert not list(tmp_path.glob("*unfinished*"))
