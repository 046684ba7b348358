"""The last step of a dialogue: encoded, measured as a player decodes it, and encoded again if need be.

An encoder changes what it is given: its peaks may rise by two decibels. And turns that are equally loud each
by itself need not be so together. So what was encoded is measured, and the next pass takes into account what
is wrong with it.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

import numpy as np

from contracts.speech import AudioFormat
from media.audio.encoder import Heard, encoder
from media.audio.loudness import CEILING, SILENT, STRETCH, TARGET, WINDOW, limit
from media.audio.samples import Samples

HIGHEST_PEAK: Final = -1.1
"""The true peak in dB that a decoded file may have: -1 is promised, and measures have one decimal."""
CLOSE: Final = 0.45
"""LU from the target that are close enough: half of one is promised, and measures have one decimal."""
PASSES: Final = 4
"""The most times that a file is encoded again. Speech needs one at most; what needs more is hardly speech."""
MOST_GAIN: Final = 6.0
"""The most dB in all that a mix, whose parts have the right loudness each, is made louder or quieter."""
_FURTHER: Final = 0.1
"""The dB that the ceiling is lowered by beyond what is wrong: what an encoder adds changes with it."""
_LEAST_EFFECT: Final = 0.2
"""The least that a decibel of gain is believed to bring, after what the limiter takes of it."""
_SAMPLE_BYTES: Final = 4


@dataclass(frozen=True)
class Trim:
    """What a mix gets before it is encoded: a ``gain`` in dB, then a limiter at ``ceiling``, in dB too."""

    gain: float = 0.0
    ceiling: float = 20 * float(np.log10(CEILING))

    def after(self, heard: Heard, effect: float) -> "Trim":
        """What the next pass must do, after what was heard of this one; the same if nothing is wrong.

        ``effect`` is what a decibel of gain brings.
        """
        gain, ceiling = self.gain, self.ceiling
        missing = TARGET - heard.loudness
        if heard.loudness > SILENT and abs(missing) > CLOSE:
            gain = min(max(gain + missing / effect, -MOST_GAIN), MOST_GAIN)
        if heard.peak > HIGHEST_PEAK:
            ceiling += HIGHEST_PEAK - heard.peak - _FURTHER
        return Trim(gain, ceiling)


async def encode_again(mixed: IO[bytes], to: Path, output_format: AudioFormat, heard: Heard) -> None:
    """Encode a mix anew, over ``to``, until it is as loud as it should be and no peak of it too high.

    ``mixed`` has its samples as 32 bit floats, and ``heard`` is what its encoding without a trim sounds like.
    """
    trim, effect = Trim(), 1.0
    for _ in range(PASSES):
        before, trim = trim, trim.after(heard, effect)
        if trim == before:
            return
        trimmed = _trimmed(mixed, trim)
        async with encoder(to, output_format) as encoding:
            while (samples := await asyncio.to_thread(next, trimmed, None)) is not None:
                await encoding.write(samples)
        last, heard = heard, encoding.heard or heard
        if trim.gain != before.gain:
            effect = (heard.loudness - last.loudness) / (trim.gain - before.gain)
            effect = min(max(effect, _LEAST_EFFECT), 1.0)


def _trimmed(mixed: IO[bytes], trim: Trim) -> Iterator[Samples]:
    """The mix with a trim, a stretch at a time."""
    gain, ceiling = np.float32(10 ** (trim.gain / 20)), 10 ** (trim.ceiling / 20)
    length = mixed.seek(0, 2) // _SAMPLE_BYTES
    for start in range(0, length, STRETCH):
        first = max(0, start - WINDOW)  # the limiter looks so far to both sides
        mixed.seek(first * _SAMPLE_BYTES)
        around = np.frombuffer(mixed.read((start + STRETCH + WINDOW - first) * _SAMPLE_BYTES), np.float32)
        yield limit(around * gain, ceiling)[start - first :][:STRETCH]
