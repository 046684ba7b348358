"""The joined audio, measured: every assertion decodes the file that a listener would get."""

import asyncio
import itertools
import random
import re
import subprocess
import wave
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import av
import numpy as np
import psutil
import pytest
from imageio_ffmpeg import get_ffmpeg_exe  # type: ignore[import-untyped]
from numpy.typing import NDArray
from pyloudnorm import Meter
from scipy.signal import lfilter  # type: ignore[import-untyped]

from contracts.errors import SpeechUnavailable
from contracts.speech import AudioFormat
from media.speech.join import Joined, Span, join

pytestmark = pytest.mark.slow

RATE = 24_000
CEILING = 10 ** (-1 / 20)
SILENCE = 10 ** (-60 / 20)
both_formats = pytest.mark.parametrize("output_format", list(AudioFormat))

Wave = NDArray[np.float64]


def tone(hertz: float, ms: int, *, peak: float = 0.1, rate: int = RATE) -> Wave:
    samples: Wave = peak * np.sin(2 * np.pi * hertz * np.arange(ms * rate // 1000) / rate)
    return samples


def quiet(ms: int) -> Wave:
    return np.zeros(ms * RATE // 1000)


def voice(hertz: float, ms: int, *, peak: float = 0.5) -> Wave:
    """Pulses through the resonances of a mouth, in syllables of unlike strength: peaks far above the mean."""
    times = np.arange(ms * RATE // 1000) / RATE
    sound = np.diff(np.floor(times * hertz), prepend=-1.0)
    for resonance, width in ((650, 80), (1100, 90), (2500, 150)):
        radius = np.exp(-np.pi * width / RATE)
        sound = lfilter([1.0], [1, -2 * radius * np.cos(2 * np.pi * resonance / RATE), radius**2], sound)
    strengths = np.random.default_rng(int(hertz)).uniform(0.2, 1, len(times) // (RATE // 5) + 1)
    sound *= np.repeat(strengths, RATE // 5)[: len(times)] * np.abs(np.sin(np.pi * 5 * times))
    spoken: Wave = peak * sound / np.abs(sound).max()
    return spoken


def sharp(seed: int, ms: int) -> Wave:
    """Noise with peaks so far above its mean that an encoder makes some of them higher by two decibels."""
    strokes = np.random.default_rng(seed).laplace(0, 1, ms * RATE // 1000)
    struck: Wave = np.sign(strokes) * strokes**2
    struck /= np.abs(struck).max()
    return struck


class Folder:
    """Where a test's parts and its joined file lie."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._names = itertools.count()

    def part(self, samples: Wave, rate: int = RATE, *, channels: int = 1) -> Path:
        path = self.path / f"{next(self._names)}.part.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(channels)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes(np.rint(samples * 32767).astype("<i2").tobytes())
        return path

    def broken(self, content: bytes) -> Path:
        path = self.path / f"{next(self._names)}.part.wav"
        path.write_bytes(content)
        return path

    async def join(
        self,
        parts: Sequence[Path],
        output_format: AudioFormat = AudioFormat.WAV,
        *,
        gap_ms: int = 300,
        crossfade_ms: int = 50,
    ) -> tuple[Joined, Wave]:
        to = self.path / f"joined.{output_format}"
        joined = await join(parts, to, output_format=output_format, gap_ms=gap_ms, crossfade_ms=crossfade_ms)
        assert joined.size == to.stat().st_size
        assert not list(self.path.glob("*.unfinished"))
        heard = decoded(to)
        assert abs(len(heard) * 1000 / RATE - joined.duration_ms) <= 50
        assert np.abs(heard).max() <= CEILING
        assert measured(to)[1] <= -1
        return joined, heard


def decoded(path: Path) -> Wave:
    """All samples, to the last; a decoder's error would be raised here."""
    with av.open(path) as container:
        stream = container.streams.audio[0]
        assert (stream.rate, stream.channels) == (RATE, 1)
        frames = [frame.to_ndarray()[0] for frame in container.decode(stream)]
    samples = np.concatenate(frames)
    return samples / 32768 if samples.dtype == np.int16 else samples.astype(np.float64)


def measured(path: Path) -> tuple[float, float]:
    """The integrated loudness in LUFS and the true peak in dB, as ffmpeg measures them after EBU R128."""
    command = [get_ffmpeg_exe(), "-hide_banner", "-nostats", "-i", str(path)]
    command += ["-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    loud, peak = re.search(r"I: +(\S+) LUFS", said), re.search(r"Peak: +(\S+) dBFS", said)
    assert loud
    assert peak
    return float(loud[1]), float(peak[1])


def cut(heard: Wave, span: Span, margin_ms: int = 0) -> Wave:
    return heard[(span.start_ms + margin_ms) * RATE // 1000 : (span.end_ms - margin_ms) * RATE // 1000]


def gaps(heard: Wave, spans: Sequence[Span]) -> list[Wave]:
    """What is heard between turns, without the 20 ms around each that MP3 smears."""
    return [
        cut(heard, Span(before.end_ms, after.start_ms), 20) for before, after in itertools.pairwise(spans)
    ]


def loudness(samples: Wave) -> float:
    return float(Meter(RATE).integrated_loudness(samples))


def pitch(samples: Wave) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum)) * RATE / len(samples)


def encoders() -> list[psutil.Process]:
    """The processes of ffmpeg that this process has started."""
    return [child for child in psutil.Process().children() if "ffmpeg" in child.name()]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


# --- what a dialogue sounds like --------------------------------------------------------------------------


@both_formats
async def test_turns_in_their_order_with_silence_between(folder: Folder, output_format: AudioFormat) -> None:
    turns = [(440.0, 1200), (310.0, 700), (880.0, 2100), (600.0, 1000), (350.0, 900)]
    joined, heard = await folder.join([folder.part(tone(*turn)) for turn in turns], output_format)

    assert joined.duration_ms == sum(ms for _, ms in turns) + 4 * 300
    assert joined.spans[0].start_ms == 0
    assert joined.spans[-1].end_ms == joined.duration_ms
    for span, (hertz, ms) in zip(joined.spans, turns, strict=True):
        assert span.end_ms - span.start_ms == ms
        assert pitch(cut(heard, span)) == pytest.approx(hertz, abs=5)
    for gap in gaps(heard, joined.spans):
        assert len(gap) == 260 * RATE // 1000
        assert np.abs(gap).max() < SILENCE


@both_formats
async def test_each_turn_is_as_loud_as_the_others(folder: Folder, output_format: AudioFormat) -> None:
    shapes: list[Callable[..., Wave]] = [tone, voice]
    parts = [
        folder.part(shape(180 + 60 * step, 1500, peak=0.9 * 10 ** (-10 * step / 20)))
        for step, shape in itertools.product(range(3), shapes)
    ]
    joined, heard = await folder.join(parts, output_format)
    assert [loudness(cut(heard, span)) for span in joined.spans] == pytest.approx([-16] * 6, abs=1)


async def test_pauses_within_a_turn_do_not_count_as_its_loudness(folder: Folder) -> None:
    spoken = np.concatenate([quiet(1500), tone(400, 1000, peak=0.02), quiet(1500)])
    joined, heard = await folder.join([folder.part(spoken)])
    assert loudness(heard) == pytest.approx(-16, abs=0.3)
    word = cut(heard, joined.spans[0], 1500)
    assert loudness(word) == pytest.approx(-15, abs=1)  # over the whole 4 s, it would be -10


@both_formats
async def test_peaks_far_above_the_mean_are_limited_not_clipped(
    folder: Folder, output_format: AudioFormat
) -> None:
    """Brought to -16 LUFS by gain alone, this would reach above full scale."""
    spoken = voice(90, 3000, peak=1.0)
    assert loudness(spoken) < -17
    _, heard = await folder.join([folder.part(spoken)], output_format)
    assert loudness(heard) == pytest.approx(-16, abs=1)
    highest = np.abs(heard) > 0.999 * np.abs(heard).max()
    assert not (highest[:-2] & highest[1:-1] & highest[2:]).any()


@both_formats
@pytest.mark.parametrize(
    "turns",
    [
        [0.3 * voice(160, 2000) + 0.7 * sharp(12, 2000)],
        [voice(90, 3000, peak=1.0), voice(200, 1500, peak=0.01)],
        [np.concatenate([voice(120, 800), quiet(2500)])] * 3,
        [0.3 * voice(245, 2000) + 0.7 * sharp(29, 2000), tone(300, 700), voice(150, 1200)],
    ],
    ids=["sharp", "loud and quiet", "with pauses", "all kinds"],
)
async def test_the_file_as_it_is_decoded_has_the_loudness_and_peak_that_are_promised(
    folder: Folder, turns: Sequence[Wave], output_format: AudioFormat
) -> None:
    await folder.join([folder.part(turn) for turn in turns], output_format)
    loud, peak = measured(folder.path / f"joined.{output_format}")
    assert loud == pytest.approx(-16, abs=0.5)
    assert peak <= -1


@both_formats
async def test_what_is_too_short_to_measure_is_not_blown_up(
    folder: Folder, output_format: AudioFormat
) -> None:
    _, heard = await folder.join([folder.part(tone(500, 200))], output_format)
    assert 0.15 < np.abs(heard).max() < 0.35
    _, heard = await folder.join([folder.part(quiet(200))], output_format)
    assert np.abs(heard).max() == 0


async def test_silence_and_hiss_are_not_made_loud(folder: Folder) -> None:
    hiss = np.random.default_rng(3).uniform(-1, 1, RATE) * 0.0005
    joined, heard = await folder.join(
        [folder.part(tone(400, 800)), folder.part(hiss), folder.part(quiet(700))]
    )
    assert 0 < np.abs(cut(heard, joined.spans[1])).max() < 0.001
    assert np.abs(cut(heard, joined.spans[2])).max() == 0


@both_formats
async def test_a_part_of_50_ms_is_heard_and_not_blown_up(folder: Folder, output_format: AudioFormat) -> None:
    joined, heard = await folder.join(
        [folder.part(tone(500, 1000)), folder.part(tone(900, 50)), folder.part(tone(500, 1000))],
        output_format,
        crossfade_ms=500,
    )
    short = joined.spans[1]
    assert short.end_ms - short.start_ms == 50
    middle = cut(heard, short, 10)
    assert pitch(np.pad(middle, RATE)) == pytest.approx(900, abs=30)
    same = np.sqrt(np.mean(cut(heard, joined.spans[0], 400) ** 2))
    assert np.sqrt(np.mean(middle**2)) == pytest.approx(same, rel=0.25)


async def test_one_sample_is_enough_of_a_part(folder: Folder) -> None:
    joined, _ = await folder.join(
        [folder.part(tone(500, 400)), folder.part(np.full(1, 0.3))], crossfade_ms=500
    )
    assert joined.duration_ms == 700


@both_formats
async def test_parts_of_other_rates_keep_pitch_and_length(folder: Folder, output_format: AudioFormat) -> None:
    rates = [8_000, 16_000, 22_050, 24_000, 44_100, 48_000]
    parts = [folder.part(tone(300 + 50 * n, 800, rate=rate), rate) for n, rate in enumerate(rates)]
    joined, heard = await folder.join(parts, output_format)
    assert joined.duration_ms == pytest.approx(6 * 800 + 5 * 300, abs=1)
    for n, span in enumerate(joined.spans):
        assert pitch(cut(heard, span)) == pytest.approx(300 + 50 * n, abs=5)
        # Louder than the whole, to whose loudness the edges of such short turns belong too.
        assert loudness(cut(heard, span)) == pytest.approx(-15, abs=0.5)


@both_formats
async def test_one_part_is_levelled_and_encoded(folder: Folder, output_format: AudioFormat) -> None:
    joined, heard = await folder.join([folder.part(tone(330, 2500, peak=0.9))], output_format)
    assert joined.spans == (Span(0, 2500),)
    assert joined.duration_ms == 2500
    assert loudness(heard) == pytest.approx(-16, abs=1)


# --- edges ------------------------------------------------------------------------------------------------


async def test_a_fade_ends_where_the_first_word_begins(folder: Folder) -> None:
    word = np.concatenate([quiet(40), tone(300, 600), quiet(40)])
    joined, heard = await folder.join([folder.part(word)] * 2, crossfade_ms=500)
    untouched = (await folder.join([folder.part(word)] * 2, crossfade_ms=0))[1]
    for span in joined.spans:
        assert np.array_equal(cut(heard, span, 45), cut(untouched, span, 45))


async def test_a_word_at_the_very_edge_loses_5_ms_at_most(folder: Folder) -> None:
    parts = [folder.part(tone(300, 600))] * 2
    joined, heard = await folder.join(parts, crossfade_ms=500)
    _, hard = await folder.join(parts, crossfade_ms=0)
    assert np.array_equal(cut(heard, joined.spans[1], 6), cut(hard, joined.spans[1], 6))
    assert np.abs(np.diff(heard)).max() <= np.abs(np.diff(cut(hard, joined.spans[1]))).max() * 1.01


async def test_without_a_gap_neighbours_cross_at_equal_power(folder: Folder) -> None:
    parts = [folder.part(tone(hertz, 2000)) for hertz in (400, 700, 1100)]
    joined, heard = await folder.join(parts, gap_ms=0, crossfade_ms=400)
    assert joined.spans == (Span(0, 2000), Span(1600, 3600), Span(3200, 5200))
    assert joined.duration_ms == 5200
    alone = np.sqrt(np.mean(cut(heard, Span(500, 1500)) ** 2))
    for start in range(1600, 2000, 50):
        both = np.sqrt(np.mean(cut(heard, Span(start, start + 50)) ** 2))
        assert both == pytest.approx(alone, rel=0.12)
    assert pitch(cut(heard, Span(1600, 1650))) == pytest.approx(400, abs=20)
    assert pitch(cut(heard, Span(1950, 2000))) == pytest.approx(700, abs=20)


async def test_an_overlap_leaves_half_of_a_short_part(folder: Folder) -> None:
    parts = [folder.part(tone(400, ms)) for ms in (1000, 100, 1000)]
    joined, _ = await folder.join(parts, gap_ms=0, crossfade_ms=500)
    assert joined.spans == (Span(0, 1000), Span(950, 1050), Span(1000, 2000))


@both_formats
async def test_two_loud_voices_at_once_stay_below_the_ceiling(
    folder: Folder, output_format: AudioFormat
) -> None:
    pulses = folder.part(voice(120, 1500, peak=1.0))
    await folder.join([pulses] * 4, output_format, gap_ms=0, crossfade_ms=500)


async def test_without_gap_and_crossfade_parts_touch(folder: Folder) -> None:
    parts = [folder.part(tone(400, 500))] * 3
    joined, _ = await folder.join(parts, gap_ms=0, crossfade_ms=0)
    assert joined.spans == (Span(0, 500), Span(500, 1000), Span(1000, 1500))


# --- faults -----------------------------------------------------------------------------------------------


def _header(samples: bytes, rate: int = RATE, channels: int = 1, bits: int = 16) -> bytes:
    frame = channels * bits // 8
    return b"".join(
        [
            b"RIFF" + (36 + len(samples)).to_bytes(4, "little") + b"WAVEfmt " + (16).to_bytes(4, "little"),
            (1).to_bytes(2, "little") + channels.to_bytes(2, "little") + rate.to_bytes(4, "little"),
            (rate * frame % 2**32).to_bytes(4, "little") + frame.to_bytes(2, "little"),
            bits.to_bytes(2, "little") + b"data" + len(samples).to_bytes(4, "little"),
        ]
    )


WHOLE = bytes(9600)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"ID3 not a wav file at all",
        _header(WHOLE)[:30],
        _header(b""),
        _header(WHOLE) + WHOLE[:5000],
        _header(WHOLE, channels=2) + WHOLE,
        _header(WHOLE, bits=8) + WHOLE,
        _header(WHOLE, rate=0) + WHOLE,
        _header(WHOLE, rate=2**32 - 1) + WHOLE,
    ],
)
async def test_a_broken_part_is_named_and_can_be_spoken_again(
    folder: Folder, tmp_path: Path, content: bytes
) -> None:
    parts = [folder.part(tone(400, 300)), folder.part(tone(400, 300)), folder.broken(content)]
    with pytest.raises(SpeechUnavailable, match="part 2") as caught:
        await folder.join(parts)
    assert caught.value.phrase.params["part"] == 2
    assert caught.value.retryable
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".wav"] * 3
    assert not (tmp_path / "joined.wav").exists()


async def test_a_missing_part_is_named(folder: Folder, tmp_path: Path) -> None:
    with pytest.raises(SpeechUnavailable, match="part 0"):
        await folder.join([tmp_path / "none.wav"])


async def test_damage_anywhere_in_a_header_is_an_error_or_audio(folder: Folder) -> None:
    chance = random.Random(5)  # noqa: S311 (damage that is the same in every run)
    whole = _header(WHOLE) + WHOLE
    for _ in range(12):
        damaged = bytearray(whole)
        damaged[chance.randrange(44)] = chance.randrange(256)
        try:
            joined, _ = await folder.join([folder.broken(bytes(damaged))])
        except SpeechUnavailable:
            continue
        assert joined.duration_ms > 0


async def test_a_result_that_cannot_be_written_is_an_os_error(folder: Folder, tmp_path: Path) -> None:
    part = folder.part(tone(400, 5000))
    with pytest.raises(OSError, match="No such file"):
        await join(
            [part] * 20,
            tmp_path / "missing" / "joined.mp3",
            output_format=AudioFormat.MP3,
            gap_ms=0,
            crossfade_ms=0,
        )


async def test_cancelling_ends_ffmpeg_and_leaves_nothing(folder: Folder, tmp_path: Path) -> None:
    parts = [folder.part(tone(400, 5000))] * 200
    joining = asyncio.create_task(folder.join(parts, AudioFormat.MP3))
    while not list(tmp_path.glob("*.unfinished")):
        await asyncio.sleep(0.01)
    joining.cancel()
    with pytest.raises(asyncio.CancelledError):
        await joining
    assert encoders() == []
    assert sorted(path.name for path in tmp_path.iterdir()) == [parts[0].name]


# --- size -------------------------------------------------------------------------------------------------


async def test_a_hundred_turns_need_no_more_memory_than_a_few(folder: Folder) -> None:
    part = folder.part(voice(130, 5000))
    await folder.join([part] * 2, AudioFormat.MP3)  # libraries are loaded
    before = psutil.Process().memory_info().rss
    to = part.with_name("joined.mp3")
    joining = asyncio.create_task(
        join([part] * 100, to, output_format=AudioFormat.MP3, gap_ms=300, crossfade_ms=50)
    )
    own, theirs = [0], [0]
    while not joining.done():
        with suppress(psutil.NoSuchProcess):  # one that ends while it is looked at
            theirs.append(sum(encoder.memory_info().rss for encoder in encoders()))
        own.append(psutil.Process().memory_info().rss - before)
        await asyncio.wait([joining], timeout=0.1)  # to look takes long itself
    assert (await joining).duration_ms == 100 * 5000 + 99 * 300
    assert 0 < max(theirs) < 60 * 2**20
    assert max(own) < 50 * 2**20  # all parts as float64 are 96 MB
