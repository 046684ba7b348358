"""The timeline: whole frames without a gap, as long as was asked for, the voice within its picture."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.errors import SpeechUnavailable
from contracts.video import FPS, Scene, Show, Storyboard, Template, Timeline, VideoFormat
from media.timeline.lay_out import CLOSING_MS, LEAD_MS, OPENING_MS, TAIL_MS, Spoken, lay_out
from tests.media.timeline.conftest import TEXTS, Babble, write_babble

VOICE_MS = range(200, 3001, 400)
"""How long the voices are heard that there are to choose from."""


@pytest.fixture(scope="module")
def voices(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    folder = tmp_path_factory.mktemp("voices")
    return {ms: write_babble(folder / f"{ms}.wav", [ms / 1000]) for ms in VOICE_MS}


def storyboard(ranks: Sequence[int], language: str = "en", title: str = "Rain") -> Storyboard:
    scenes = tuple(
        Scene(
            narration=f"This is scene number {number}.", show=Show(heading=str(number)), seconds=2, rank=rank
        )
        for number, rank in enumerate(ranks)
    )
    return Storyboard(title=title, language=language, scenes=scenes)


def spoken(paths: Sequence[Path]) -> list[Spoken]:
    return [Spoken(f"speech-cache/{number}.wav", path, None) for number, path in enumerate(paths)]


def laid(
    voices: dict[int, Path],
    ms: Sequence[int],
    *,
    ranks: Sequence[int] | None = None,
    least: float = 0,
    most: float | None = None,
) -> Timeline:
    board = storyboard(ranks or [0] * len(ms))
    paths = [voices[one] for one in ms]
    return lay_out(board, spoken(paths), VideoFormat.REEL, Template.PAPER, least, most)


def positions(timeline: Timeline) -> list[int]:
    return [int(timed.scene.show.heading) for timed in timeline.scenes]


def test_scenes_take_what_is_said_and_a_breath_around_it(voices: dict[int, Path]) -> None:
    timeline = laid(voices, [1000, 200, 1800])
    frame = 1000 / FPS
    lengths = [timed.frames * frame for timed in timeline.scenes]
    assert lengths == [
        pytest.approx(OPENING_MS + 1000 + TAIL_MS, abs=frame),
        pytest.approx(LEAD_MS + 200 + TAIL_MS, abs=frame),
        pytest.approx(LEAD_MS + 1800 + CLOSING_MS, abs=frame),
    ]
    assert [timed.speech_ms for timed in timeline.scenes] == [
        OPENING_MS,
        round(lengths[0] + LEAD_MS),
        round(lengths[0] + lengths[1] + LEAD_MS),
    ]
    assert [timed.speech_key for timed in timeline.scenes] == [f"speech-cache/{n}.wav" for n in range(3)]


def test_silence_in_a_recording_counts_as_the_breath(babble: Babble) -> None:
    paths = [babble([0.0, 0.3, 1.0, 0.8, 0.0]), babble([1.0])]
    first, second = lay_out(storyboard([0, 0]), spoken(paths), VideoFormat.YOUTUBE, None, 0, None).scenes
    frame = 1000 / FPS
    assert first.speech_ms == pytest.approx(OPENING_MS - 300, abs=20)
    assert first.frames * frame == pytest.approx(OPENING_MS + 1000 + TAIL_MS, abs=2 * frame)
    assert second.start_frame == first.frames


def test_a_video_that_would_be_too_short_is_stretched_to_the_frame(voices: dict[int, Path]) -> None:
    short = laid(voices, [600, 1800])
    timeline = laid(voices, [600, 1800], least=15)
    assert timeline.frames == 450
    shares = [
        after.frames / before.frames for after, before in zip(timeline.scenes, short.scenes, strict=True)
    ]
    assert shares[0] == pytest.approx(shares[1], rel=0.03)


def test_a_video_that_would_be_too_long_loses_the_scenes_of_the_highest_rank(voices: dict[int, Path]) -> None:
    ms, ranks = [1800, 1800, 1800, 1800], [0, 2, 1, 0]
    assert positions(laid(voices, ms, ranks=ranks, most=11)) == [0, 1, 2, 3]
    assert positions(laid(voices, ms, ranks=ranks, most=9)) == [0, 2, 3]
    assert positions(laid(voices, ms, ranks=ranks, most=6)) == [0, 3]
    assert positions(laid(voices, ms, ranks=ranks, most=1)) == [0, 3]


def test_the_title_decides_on_a_template_where_none_is_asked_for(voices: dict[int, Path]) -> None:
    paths = spoken([voices[600]])

    def chosen(title: str) -> Template:
        return lay_out(storyboard([0], title=title), paths, VideoFormat.REEL, None, 0, None).template

    assert chosen("Rain") is chosen("Rain")
    assert {chosen(f"Title {number}") for number in range(30)} == set(Template)


def test_a_broken_recording_is_an_error_that_can_be_helped(voices: dict[int, Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.wav"
    broken.write_bytes(voices[600].read_bytes()[:200])
    with pytest.raises(SpeechUnavailable, match=r"speech-cache/0\.wav"):
        lay_out(storyboard([0]), spoken([broken]), VideoFormat.REEL, None, 0, None)


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("told", [True, False], ids=["told", "by the audio"])
async def test_captions_follow_the_voice(narrated: dict[str, Spoken], language: str, *, told: bool) -> None:
    text, one = TEXTS[language], narrated[language]
    assert one.words
    scene = Scene(narration=text, show=Show(heading="Cats"), seconds=5)
    board = Storyboard(title="Cats", language=language, scenes=(scene, scene))
    each = [Spoken(one.key, one.path, one.words if told else None)] * 2

    timeline = lay_out(board, each, VideoFormat.TIKTOK, None, 0, None)

    starts = {word.start: word.start_ms for word in one.words}
    shown = [cue.text.replace("\n", "") for cue in timeline.cues]
    assert "".join(shown).replace(" ", "") == 2 * text.replace(" ", "")
    half = len(timeline.cues) // 2
    for timed, cues in zip(timeline.scenes, (timeline.cues[:half], timeline.cues[half:]), strict=True):
        at = 0
        for cue in cues:
            at = text.index(cue.text.split("\n")[0], at)
            if at in starts:
                assert cue.start_ms - timed.speech_ms == pytest.approx(starts[at], abs=200)
        assert cues[-1].end_ms * FPS <= (timed.start_frame + timed.frames) * 1000 + FPS


@settings(max_examples=100)
@given(data=st.data(), least=st.floats(0, 40), spread=st.none() | st.floats(0.1, 20))
def test_every_timeline_holds(
    voices: dict[int, Path], data: st.DataObject, least: float, spread: float | None
) -> None:
    ms = data.draw(st.lists(st.sampled_from(VOICE_MS), min_size=1, max_size=8))
    ranks = data.draw(st.lists(st.integers(0, 3), min_size=len(ms), max_size=len(ms)))
    most = None if spread is None else least + spread

    timeline = laid(voices, ms, ranks=ranks, least=least, most=most)

    kept = positions(timeline)
    assert kept == sorted(kept)
    assert {number for number, rank in enumerate(ranks) if rank == 0} <= set(kept)
    assert timeline.frames >= least * FPS - 1e-6
    if timeline.frames > laid(voices, [ms[number] for number in kept]).frames:
        assert timeline.frames < least * FPS + 1
    if most is not None and timeline.frames > most * FPS:
        assert len(kept) == 1 or not any(ranks[number] for number in kept)
    for before, after in pairwise(timeline.scenes):
        assert after.start_frame == before.start_frame + before.frames
    assert timeline.scenes[0].start_frame == 0
    for number, timed in zip(kept, timeline.scenes, strict=True):
        start, end = (frame * 1000 / FPS for frame in (timed.start_frame, timed.start_frame + timed.frames))
        assert timed.speech_ms >= start + LEAD_MS - 1
        assert timed.speech_ms + ms[number] <= end
    for one, other in pairwise(timeline.cues):
        assert one.end_ms <= other.start_ms
