"""Joining the spoken turns of a dialogue, or levelling and encoding one that was spoken as a whole."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final, NamedTuple

import numpy as np

from contracts.errors import SpeechUnavailable
from contracts.speech import AudioFormat
from files.whole import whole
from media.audio.encoder import encoder
from media.audio.loudness import WINDOW, level, limit
from media.audio.samples import RATE, Samples, read
from media.audio.wav import BrokenAudio
from media.speech.mastering import encode_again

_QUIET: Final = 10 ** (-50 / 20)
"""The level that a word begins with, and ends with: what is quieter outside is not part of it."""
_DECLICK: Final = RATE // 200
"""The samples of 5 ms: a fade that no word loses by, and long enough that an edge does not click."""


class Span(NamedTuple):
    """Where a part lies in the joined audio, in ms."""

    start_ms: int
    end_ms: int


@dataclass(frozen=True)
class Joined:
    """The joined audio: its duration, its size in bytes, and where each part lies."""

    duration_ms: int
    size: int
    spans: tuple[Span, ...]


async def join(
    parts: Sequence[Path], to: Path, *, output_format: AudioFormat, gap_ms: int, crossfade_ms: int
) -> Joined:
    """Join WAV files into one, each at the same loudness; ``to`` is there only when it is whole.

    As it is decoded, the result has -16 LUFS and no true peak above -1 dB.

    Between two parts lie ``gap_ms`` of digital silence, and each fades at its edges over half of
    ``crossfade_ms``, though never longer than the quiet before its first word and after its last (or 5 ms).
    Without a gap, neighbours overlap by ``crossfade_ms``, at most half of the shorter one, at equal power.

    Raises ``SpeechUnavailable`` with ``part``, the position of a broken part: speaking it again can help.
    Raises ``OSError`` if the result cannot be written.
    """
    mix = _Mix(gap=_samples(gap_ms), crossfade=_samples(crossfade_ms))
    with whole(to) as unfinished, TemporaryFile(dir=to.parent) as mixed:
        async with encoder(unfinished, output_format) as encoding:
            for position, path in enumerate(parts):
                await encoding.write(await asyncio.to_thread(_add, mix, position, path, mixed))
            mixed.write(mix.held.tobytes())
            await encoding.write(mix.held)
        if encoding.heard:
            await encode_again(mixed, unfinished, output_format, encoding.heard)
    size = await asyncio.to_thread(lambda: to.stat().st_size)
    return Joined(_ms(mix.length), size, tuple(Span(_ms(start), _ms(end)) for start, end in mix.places))


def _add(mix: "_Mix", position: int, path: Path, mixed: IO[bytes]) -> Samples:
    """Add a part to the mix; what no later part changes, which is in ``mixed`` too."""
    try:
        part = level(read(path))
    except BrokenAudio as error:
        raise SpeechUnavailable(
            "The audio of part {part} cannot be used: {why}.", why=error.phrase, part=position
        ) from error
    done = mix.add(part)
    mixed.write(done.tobytes())
    return done


class _Mix:
    """Lays parts behind each other. All figures are samples."""

    def __init__(self, gap: int, crossfade: int) -> None:
        self._gap = gap
        self._crossfade = crossfade
        self._reach = 0
        self._sent = 0
        self.held: Samples = np.zeros(0, np.float32)
        """The end of what was added, which the next part may overlap."""
        self.places: list[tuple[int, int]] = []

    @property
    def length(self) -> int:
        """All that was added, the held end included."""
        return self._sent + len(self.held)

    def add(self, part: Samples) -> Samples:
        """Add a part; returns what no later part changes."""
        before, overlap = self.held, 0
        if self._gap:
            before = np.zeros(self._gap if self.places else 0, np.float32)
        else:
            half = len(part) // 2
            overlap, self._reach = min(self._reach, half), min(self._crossfade, half)
        start = self._sent + len(before) - overlap
        self.places.append((start, start + len(part)))
        soft = _with_soft_edges(part, self._crossfade // 2)
        mixed = limit(_overlapped(before, soft, overlap))  # two voices at once may exceed what each keeps to
        # The limiter's window is held too: what follows may lower the gain as far back as that.
        done = max(0, len(mixed) - self._reach - WINDOW) if self._reach else len(mixed)
        self.held = mixed[done:]
        self._sent += done
        return mixed[:done]


def _with_soft_edges(part: Samples, longest: int) -> Samples:
    """Fade a part in before its first word and out after its last."""
    loud = np.abs(part) > _QUIET
    longest = min(longest, len(part) // 2)
    fade_in, fade_out = (min(max(int(edge.argmax()), _DECLICK), longest) for edge in (loud, loud[::-1]))
    soft = part.copy()
    soft[:fade_in] *= _rise(fade_in)
    soft[len(soft) - fade_out :] *= _rise(fade_out)[::-1]
    return soft


def _overlapped(before: Samples, part: Samples, overlap: int) -> Samples:
    """Lay the first ``overlap`` samples of ``part`` over the last of ``before``."""
    shared = len(before) - overlap
    crossed = before[shared:] * _rise(overlap)[::-1] + part[:overlap] * _rise(overlap)
    return np.concatenate([before[:shared], crossed, part[overlap:]])


def _rise(length: int) -> Samples:
    """From 0 to 1 so that it and its mirror image add up to equal power."""
    return np.sin(np.linspace(0, np.pi / 2, length, dtype=np.float32))


def _samples(ms: int) -> int:
    return ms * RATE // 1000


def _ms(samples: int) -> int:
    return round(samples * 1000 / RATE)
