"""The soundtrack, decoded and measured."""

import asyncio
import re
import subprocess
from pathlib import Path

import numpy as np
import pytest
from imageio_ffmpeg import get_ffmpeg_exe  # type: ignore[import-untyped]
from numpy.typing import NDArray
from scipy.signal import lfilter, oaconvolve  # type: ignore[import-untyped]

from contracts.errors import SourceUnsuitable, SpeechUnavailable
from contracts.video import Timeline
from media.composition.soundtrack import mix
from tests.media.composition.material import Sound, heard, programs, spoken, timeline, tone, wav

pytestmark = pytest.mark.slow

RATE = 48_000
Curve = NDArray[np.float64]


def measured(path: Path) -> tuple[float, float]:
    """Integrated loudness in LUFS and true peak in dB, by ffmpeg's own meter."""
    told = subprocess.run(
        [get_ffmpeg_exe(), "-hide_banner", "-i", path, "-af", "ebur128=peak=true", "-f", "null", "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    summary = told[told.rindex("Summary:") :]
    loudness, peak = re.search(r"I:\s+(\S+) LUFS", summary), re.search(r"Peak:\s+(\S+) dBFS", summary)
    assert loudness
    assert peak
    return float(loudness[1]), float(peak[1])


def strength(sound: Curve, hertz: float) -> Curve:
    """How strong a tone is in a sound, in dB, for each sample."""
    turns = np.exp(-2j * np.pi * hertz * np.arange(len(sound)) / RATE)
    window = np.hanning(RATE // 10)
    found: Curve = np.abs(oaconvolve(sound * turns, window / window.sum(), mode="same"))
    return 20 * np.log10(found + 1e-9)


async def mixed(
    folder: Path, laid_out: Timeline, speech: list[Sound], music: Path | None = None, rate: int = 24_000
) -> Curve:
    """The left channel of the mix."""
    paths = [wav(folder / f"speech-{n}.wav", sound, rate) for n, sound in enumerate(speech)]
    to = folder / "soundtrack.m4a"
    await mix(laid_out, paths, music, to)
    assert not list(folder.glob("*unfinished*"))
    samples = heard(to)
    assert samples.shape[1] == 2
    assert samples.shape[0] == pytest.approx(laid_out.frames * RATE / 30, abs=1024)
    return samples[: laid_out.frames * RATE // 30, 0].astype(float)


@pytest.fixture
def hum(tmp_path: Path) -> Path:
    """Music of 12 s: one tone."""
    return wav(tmp_path / "music.wav", tone(330, 12_000), RATE)


# --- the voice --------------------------------------------------------------------------------------------


async def test_each_narration_begins_where_the_timeline_has_it(tmp_path: Path) -> None:
    laid_out = timeline(45, 60, 30, speech_ms=[137, 1902, 3700])
    speech = [spoken(900, seed=n) for n in range(3)]
    sound = await mixed(tmp_path, laid_out, speech)
    for said, at in zip(speech, (137, 1902, 3700), strict=True):
        dense = np.interp(np.arange(2 * len(said)) / 2, np.arange(len(said)), said)
        place = sound[at * 48 - 2400 : at * 48 + len(dense) + 2400]
        found = int(np.correlate(place, dense[:4800], "valid")[:4800].argmax()) - 2400
        assert abs(found) <= 48  # 1 ms


async def test_nothing_is_heard_before_the_first_word(tmp_path: Path) -> None:
    sound = await mixed(tmp_path, timeline(60, speech_ms=[800]), [spoken(1000)])
    loud = np.flatnonzero(np.abs(sound) > 0.02)
    assert abs(loud[0] / 48 - 800) < 20
    assert abs(loud[-1] / 48 - 1800) < 20


@pytest.mark.parametrize("peak", [0.01, 0.1, 0.9])
async def test_the_voice_is_brought_to_what_platforms_play(tmp_path: Path, peak: float) -> None:
    await mixed(tmp_path, timeline(90), [spoken(2800, strength=peak)])
    loudness, highest = measured(tmp_path / "soundtrack.m4a")
    assert loudness == pytest.approx(-14, abs=0.5)
    assert highest <= -1


async def test_peaks_far_above_the_mean_are_limited(tmp_path: Path) -> None:
    """Pulses through the resonances of a mouth: brought to -14 LUFS by gain alone, they would clip."""
    times = np.arange(3 * 24_000) / 24_000
    pulses = np.diff(np.floor(times * 95), prepend=-1.0)
    for resonance, width in ((650, 80), (1100, 90), (2500, 150)):
        radius = np.exp(-np.pi * width / 24_000)
        pulses = lfilter([1], [1, -2 * radius * np.cos(2 * np.pi * resonance / 24_000), radius**2], pulses)
    voice = 0.9 * pulses / np.abs(pulses).max() * np.abs(np.sin(np.pi * 4 * times))
    await mixed(tmp_path, timeline(90), [voice])
    loudness, highest = measured(tmp_path / "soundtrack.m4a")
    assert loudness == pytest.approx(-14, abs=0.5)
    assert highest <= -1


async def test_silence_is_not_made_loud(tmp_path: Path) -> None:
    hiss = np.random.default_rng(1).normal(0, 0.0002, 24_000)
    sound = await mixed(tmp_path, timeline(60), [hiss])
    assert np.abs(sound).max() < 0.002


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
async def test_narration_of_another_rate_keeps_its_length(tmp_path: Path, rate: int) -> None:
    said = tone(1000, 1000, rate=rate)
    sound = await mixed(tmp_path, timeline(60, speech_ms=[500]), [said], rate=rate)
    loud = np.flatnonzero(np.abs(sound) > 0.05)
    assert loud[0] / 48 == pytest.approx(500, abs=5)
    assert loud[-1] / 48 == pytest.approx(1500, abs=5)


async def test_what_is_said_beyond_the_end_is_cut(tmp_path: Path) -> None:
    assert len(await mixed(tmp_path, timeline(30, speech_ms=[500]), [spoken(2000)])) == RATE


# --- music ------------------------------------------------------------------------------------------------


async def test_music_goes_down_for_the_voice_and_comes_up_after_it(tmp_path: Path, hum: Path) -> None:
    laid_out = timeline(150, 150, speech_ms=[2500, 7000])
    sound = await mixed(tmp_path, laid_out, [spoken(1500), spoken(1000)], hum)
    hums = strength(sound, 330)
    spoken_over = [hums[48 * start : 48 * end] for start, end in ((2600, 3900), (7100, 7900))]
    alone = [hums[48 * start : 48 * end] for start, end in ((1200, 1800), (5000, 6000))]
    low, high = max(part.max() for part in spoken_over), min(part.min() for part in alone)
    assert high - low >= 8
    # It takes its time, so that nobody notices: less than 3 dB in 50 ms, between the fades at both ends.
    steps = np.abs(
        hums[48 * 1200 : 48 * 8000 : RATE // 20][1:] - hums[48 * 1200 : 48 * 8000 : RATE // 20][:-1]
    )
    assert steps.max() < 3
    assert measured(tmp_path / "soundtrack.m4a")[0] == pytest.approx(-14, abs=0.5)


async def test_music_stays_low_between_two_sentences(tmp_path: Path, hum: Path) -> None:
    laid_out = timeline(90, 120, speech_ms=[1500, 3300])
    hums = strength(await mixed(tmp_path, laid_out, [spoken(1200), spoken(1000)], hum), 330)
    assert np.ptp(hums[48 * 1600 : 48 * 4200]) < 3


async def test_music_is_far_below_the_voice(tmp_path: Path, hum: Path) -> None:
    """By 20 dB, as the accessibility guidelines ask."""
    laid_out = timeline(120, speech_ms=[1000])
    sound = await mixed(tmp_path, laid_out, [spoken(2500)], hum)
    part = sound[48 * 1200 : 48 * 3300]
    music_power = 10 ** (strength(sound, 330)[48 * 1200 : 48 * 3300] / 10) * 2
    # Of the 20, four are the weight that the measure of loudness gives to a hiss above 2 kHz.
    assert 10 * np.log10((part**2).mean() / music_power.mean()) == pytest.approx(16, abs=1)


async def test_short_music_is_repeated_without_a_hole_and_faded_at_both_ends(tmp_path: Path) -> None:
    hiss = np.random.default_rng(2).normal(0, 0.3, RATE * 2).clip(-1, 1)
    noise = wav(tmp_path / "noise.wav", hiss, RATE)
    sound = await mixed(tmp_path, timeline(270, speech_ms=[8500]), [spoken(400)], noise)
    levels = [np.sqrt((sound[at : at + 2400] ** 2).mean()) for at in range(0, 9 * RATE - 2400, 2400)]
    assert min(levels[22:140]) > 0.6 * max(levels[22:140])
    assert levels[0] < 0.1 * max(levels[22:140])
    assert levels[-1] < 0.1 * max(levels[22:140])


@pytest.mark.parametrize("codec", ["libmp3lame -f mp3", "libvorbis -f ogg", "aac -f mp4", "flac -f flac"])
async def test_music_of_any_usual_format(tmp_path: Path, hum: Path, codec: str) -> None:
    music = tmp_path / "music"
    encode = ["-y", "-i", str(hum), "-ac", "1", "-ar", "22050", "-c:a", *codec.split(), str(music)]
    encoder = await asyncio.create_subprocess_exec(get_ffmpeg_exe(), "-v", "error", *encode)
    assert await encoder.wait() == 0
    sound = await mixed(tmp_path, timeline(90, speech_ms=[2000]), [spoken(800)], music)
    assert strength(sound, 330)[RATE] > -40


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>Not found</html>",
        b"#EXTM3U\n#EXTINF:1,\nmusic.wav\n",
        b"ffconcat version 1.0\nfile music.wav\n",
    ],
)
async def test_what_is_no_music_is_told_in_words(tmp_path: Path, hum: Path, content: bytes) -> None:
    assert hum.exists()  # a list that names it must not have it played
    music = tmp_path / "list"
    music.write_bytes(content)
    with pytest.raises(SourceUnsuitable, match=r"^The background music cannot be decoded: ") as caught:
        await mixed(tmp_path, timeline(30), [spoken(500)], music)
    assert str(tmp_path) not in caught.value.message
    assert not (tmp_path / "soundtrack.m4a").exists()
    assert not list(tmp_path.glob("*unfinished*"))


async def test_a_picture_is_no_music(tmp_path: Path) -> None:
    with pytest.raises(SourceUnsuitable, match="background music"):
        await mixed(tmp_path, timeline(30), [spoken(500)], wav(tmp_path / "empty.wav", np.zeros(0)))


async def test_silent_music_does_no_harm(tmp_path: Path) -> None:
    await mixed(tmp_path, timeline(60), [spoken(1500)], wav(tmp_path / "none.wav", np.zeros(48_000)))
    assert measured(tmp_path / "soundtrack.m4a")[0] == pytest.approx(-14, abs=0.5)


async def test_music_without_a_voice_stays_music(tmp_path: Path, hum: Path) -> None:
    await mixed(tmp_path, timeline(150), [np.zeros(24_000)], hum)
    assert measured(tmp_path / "soundtrack.m4a")[0] == pytest.approx(-23, abs=1.5)


# --- faults -----------------------------------------------------------------------------------------------


async def test_a_broken_narration_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"RIFF")
    parts = [wav(tmp_path / "whole.wav", spoken(500)), broken]
    with pytest.raises(SpeechUnavailable, match="The narration of scene 2") as caught:
        await mix(timeline(30, 30), parts, None, tmp_path / "soundtrack.m4a")
    assert caught.value.phrase.params["scene"] == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.wav", "whole.wav"]


async def test_the_same_sound_is_the_same_bytes(tmp_path: Path, hum: Path) -> None:
    parts = [wav(tmp_path / "speech.wav", spoken(800))]
    for name in ("one.m4a", "other.m4a"):
        await mix(timeline(45), parts, hum, tmp_path / name)
    assert (tmp_path / "one.m4a").read_bytes() == (tmp_path / "other.m4a").read_bytes()


async def test_cancelling_leaves_nothing(tmp_path: Path, hum: Path) -> None:
    parts = [wav(tmp_path / "speech.wav", spoken(2000))] * 200
    laid_out = timeline(*[90] * 200)
    mixing = asyncio.create_task(mix(laid_out, parts, hum, tmp_path / "soundtrack.m4a"))
    while not list(tmp_path.glob("*.unfinished/mixed")):
        await asyncio.sleep(0.01)
    mixing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await mixing
    assert programs() == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["music.wav", "speech.wav"]
