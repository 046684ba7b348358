"""Loudness after EBU R128 (ITU-R BS.1770), and a limiter that keeps peaks below a ceiling."""

from typing import Final

import numpy as np
from scipy.ndimage import minimum_filter1d, uniform_filter1d  # type: ignore[import-untyped]

from media.audio.samples import RATE, Samples

TARGET: Final = -16.0
"""LUFS of every turn: what podcasts are levelled to."""
CEILING: Final = 10 ** (-2 / 20)
"""The highest sample. A true peak of -1 dB is promised; the decibel that is left is nearly always enough for
what MP3 and reconstruction add."""
SILENT: Final = -60.0
"""LUFS below which there are no words, only a hiss that nobody wants louder."""
TOLERANCE: Final = 0.5
"""LU that may be missing after the limiter."""
ROUNDS: Final = 3
"""The most times that what the limiter took is given back; what needs more is mostly peaks."""
BLOCK: Final = RATE * 2 // 5
"""The samples of 400 ms, over which the standard measures."""
HOP: Final = RATE // 10
"""The samples of 100 ms, after which the standard measures again."""
STRETCH: Final = 10 * RATE
"""The samples that are worked on at once: a dialogue spoken as a whole may last many minutes."""
WINDOW: Final = RATE // 50 + 1
"""The samples of 20 ms. A period of a deep voice is shorter: the limiter must not follow the wave itself."""


def loudness(samples: Samples, rate: int = RATE) -> float:
    """Integrated loudness in LUFS; minus infinity for silence. Several channels: (samples, channels)."""
    from pyloudnorm import Meter  # noqa: PLC0415 - as in media.audio.resampling: it takes a second

    block, hop, stretch = (length * rate // RATE for length in (BLOCK, HOP, STRETCH))
    if len(samples) < block:  # too short for the standard: measured as if it went on
        samples = np.resize(samples, (block, *samples.shape[1:]))
    meter = Meter(rate)
    blocks: list[float] = []
    for start in range(0, max(1, len(samples) - block), stretch):
        meter.integrated_loudness(samples[start : start + stretch + block - hop])
        blocks += meter.blockwise_loudness
    # The standard's two gates, over all stretches: -70 LUFS, then 10 LU below the mean of what is left.
    power = 10 ** (np.array(blocks) / 10)
    power = power[power > 10**-7]
    if not len(power):
        return -np.inf
    return float(10 * np.log10(power[power > power.mean() / 10].mean()))


def level(samples: Samples) -> Samples:
    """Bring samples to ``TARGET`` without a peak above ``CEILING``; silence stays as it is."""
    measured = loudness(samples)
    if measured < SILENT:
        return samples
    gain = TARGET - measured
    for _ in range(ROUNDS):
        louder = samples * np.float32(10 ** (gain / 20))
        limited = limit(louder)
        missing = TARGET - loudness(limited) if limited is not louder else 0
        if missing < TOLERANCE:
            break
        gain += missing
    return limited


def limit(samples: Samples, ceiling: float = CEILING) -> Samples:
    """Lower the gain around every peak above ``ceiling``; the same array if there is none."""
    if max(samples.max(initial=0), -samples.min(initial=0)) <= ceiling:
        return samples
    limited = np.empty_like(samples)
    for start in range(0, len(samples), STRETCH):
        first = max(0, start - WINDOW)  # a gain depends on the samples within one window on both sides
        around = samples[first : start + STRETCH + WINDOW]
        limited[start : start + STRETCH] = (around * _gain(around, ceiling))[start - first :][:STRETCH]
    return limited


def _gain(samples: Samples, ceiling: float) -> Samples:
    """The mean of the lowest gains within a window: smooth, and nowhere above what a sample needs."""
    needed = np.float32(ceiling) / np.maximum(np.abs(samples), np.float32(ceiling))
    gain: Samples = uniform_filter1d(minimum_filter1d(needed, WINDOW), WINDOW)
    return gain
