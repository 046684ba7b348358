"""Spoken parts as samples: what every part is brought to before parts are joined."""

import math
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from media.audio import wav
from media.audio.resampling import resampled

RATE: Final = 24_000
"""Samples a second of all joined audio: what Kokoro, Azure, Google, ElevenLabs and OpenAI speak at their best
in mono. So nothing is resampled as a rule, and MP3 knows this rate."""
FULL_SCALE: Final = 32_768

Samples = NDArray[np.float32]
"""Samples of one channel at ``RATE``; full scale is 1."""


def read(path: Path) -> Samples:
    """The samples of a WAV file (16 bit, mono, any usual rate). Raises ``wav.BrokenAudio``."""
    try:
        pcm = wav.parse(path.read_bytes())
    except OSError as error:
        raise wav.BrokenAudio("it cannot be read: {why}", why=error.strerror) from error
    samples = np.frombuffer(pcm.frames, "<i2").astype(np.float32)
    samples /= FULL_SCALE
    if pcm.rate == RATE:
        return samples
    common = math.gcd(pcm.rate, RATE)
    return resampled(samples, RATE // common, pcm.rate // common)


def to_pcm(samples: Samples, gain: float) -> bytes:
    """Samples as 16 bit PCM, little-endian."""
    pcm: NDArray[np.int16] = np.rint(samples * np.float32(gain * (FULL_SCALE - 1))).astype("<i2")
    return pcm.tobytes()
