"""The timeline: whole frames without a gap, as long as was asked for, the voice within its picture."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.errors import SpeechUnavailable
from contracts.storyboard import Beat, Scene, Storyboard
from contracts.video import FPS, Card, Template, Timeline, VideoFormat, VideoPlan, picture_of
from media.timeline.lay_out import CLOSING_MS, LEAD_MS, OPENING_MS, TAIL_MS, Spoken, lay_out
from tests.media.timeline.conftest import TEXTS, Babble, write_babble

VOICE_MS = range(200, 3001, 400)
"""How long the voices are heard that there are to choose from."""


@pytest.fixture(scope="module")
def voices(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    folder = tmp_path_factory.mktemp("voices")
    return {ms: write_babble(folder / f"{ms}.wav", [ms / 1000]) for ms in VOICE_MS}


def scene(number: int, *lines: str) -> Scene:
    beats = tuple(Beat(line=line) for line in lines)
    return Scene(id=str(number), heading="", beats=beats, picture=picture_of(Card()))


def plan(count: int, spare: Sequence[int] = (), title: str = "Rain") -> VideoPlan:
    scenes = tuple(scene(number, f"This is scene number {number}.") for number in range(count))
    board = Storyboard(title=title, language="en", scenes=scenes)
    return VideoPlan(storyboard=board, spare=tuple(map(str, spare)))


def spoken(paths: Sequence[Path]) -> list[Spoken]:
    return [Spoken(f"speech-cache/{number}.wav", path, None) for number, path in enumerate(paths)]


def laid(
    voices: dict[int, Path],
    ms: Sequence[int],
    *,
    spare: Sequence[int] = (),
    least: float = 0,
    most: float | None = None,
) -> Timeline:
    paths = [voices[one] for one in ms]
    return lay_out(plan(len(ms), spare), spoken(paths), VideoFormat.REEL, Template.PAPER, least, most)


def positions(timeline: Timeline) -> list[int]:
    return [int(timed.scene.id) for timed in timeline.scenes]


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
    first, second = lay_out(plan(2), spoken(paths), VideoFormat.YOUTUBE, None, 0, None).scenes
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


def test_a_video_that_would_be_too_long_loses_its_spare_scenes_in_their_order(
    voices: dict[int, Path],
) -> None:
    ms, spare = [1800, 1800, 1800, 1800], [1, 2]
    assert positions(laid(voices, ms, spare=spare, most=11)) == [0, 1, 2, 3]
    assert positions(laid(voices, ms, spare=spare, most=9)) == [0, 2, 3]
    assert positions(laid(voices, ms, spare=spare, most=6)) == [0, 3]
    assert positions(laid(voices, ms, spare=spare, most=1)) == [0, 3]


def test_the_title_decides_on_a_template_where_none_is_asked_for(voices: dict[int, Path]) -> None:
    paths = spoken([voices[600]])

    def chosen(title: str) -> Template:
        return lay_out(plan(1, title=title), paths, VideoFormat.REEL, None, 0, None).template

    assert chosen("Rain") is chosen("Rain")
    assert {chosen(f"Title {number}") for number in range(30)} == set(Template)


def test_a_broken_recording_is_an_error_that_can_be_helped(voices: dict[int, Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.wav"
    broken.write_bytes(voices[600].read_bytes()[:200])
    with pytest.raises(SpeechUnavailable, match=r"speech-cache/0\.wav"):
        lay_out(plan(1), spoken([broken]), VideoFormat.REEL, None, 0, None)


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("told", [True, False], ids=["told", "by the audio"])
async def test_captions_follow_the_voice(narrated: dict[str, Spoken], language: str, *, told: bool) -> None:
    text, one = TEXTS[language], narrated[language]
    assert one.words
    board = Storyboard(title="Cats", language=language, scenes=(scene(1, text), scene(2, text)))
    each = [Spoken(one.key, one.path, one.words if told else None)] * 2

    timeline = lay_out(VideoPlan(storyboard=board), each, VideoFormat.TIKTOK, None, 0, None)

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


def test_the_captions_of_a_scene_are_the_lines_of_all_its_beats(voices: dict[int, Path]) -> None:
    board = Storyboard(title="Rain", language="en", scenes=(scene(1, "It rains.", "It pours."),))
    one = spoken([voices[1800]])
    timeline = lay_out(VideoPlan(storyboard=board), one, VideoFormat.REEL, Template.PAPER, 0, None)
    assert " ".join(cue.text for cue in timeline.cues) == "It rains. It pours."


@settings(max_examples=100)
@given(data=st.data(), least=st.floats(0, 40), spread=st.none() | st.floats(0.1, 20))
def test_every_timeline_holds(
    voices: dict[int, Path], data: st.DataObject, least: float, spread: float | None
) -> None:
    ms = data.draw(st.lists(st.sampled_from(VOICE_MS), min_size=1, max_size=8))
    spare = data.draw(
        st.lists(st.integers(1, 7), unique=True).map(lambda all_: [n for n in all_ if n < len(ms)])
    )
    most = None if spread is None else least + spread

    timeline = laid(voices, ms, spare=spare, least=least, most=most)

    kept = positions(timeline)
    assert kept == sorted(kept)
    gone = spare[: len(ms) - len(kept)]
    assert set(kept).isdisjoint(gone)
    assert timeline.frames >= least * FPS - 1e-6
    if timeline.frames > laid(voices, [ms[number] for number in kept]).frames:
        assert timeline.frames < least * FPS + 1
    if most is not None and timeline.frames > most * FPS:
        assert gone == spare
    for before, after in pairwise(timeline.scenes):
        assert after.start_frame == before.start_frame + before.frames
    assert timeline.scenes[0].start_frame == 0
    for number, timed in zip(kept, timeline.scenes, strict=True):
        start, end = (frame * 1000 / FPS for frame in (timed.start_frame, timed.start_frame + timed.frames))
        assert timed.speech_ms >= start + LEAD_MS - 1
        assert timed.speech_ms + ms[number] <= end
    for one, other in pairwise(timeline.cues):
        assert one.end_ms <= other.start_ms
