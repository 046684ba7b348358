"""The last step of a mix: as loud as platforms play it, and no peak that a decoder would clip."""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import minimum_filter1d, uniform_filter1d  # type: ignore[import-untyped]

from media.audio.loudness import loudness
from media.audio.resampling import resampled
from media.composition.scratch import RATE, STRETCH, Stereo
from media.composition.work import Work

TARGET: Final = -14.0
"""The loudness in LUFS that YouTube, TikTok and Instagram level to."""
CEILING: Final = 10 ** (-2 / 20)
"""The highest true peak. -1 dBTP is promised; a decibel is left for what AAC adds."""
_CLOSE: Final = 0.1
"""LU that may be missing after the limiter."""
_ROUNDS: Final = 6
"""The most times that what the limiter took is given back."""
_BIN: Final = RATE // 1000
"""The samples of 1 ms, for which the limiter knows one peak and one gain."""
_WINDOW: Final = 21
"""The bins of the limiter's window, more than a period of a deep voice: it must not follow the wave."""
_OVERSAMPLING: Final = 4
"""The oversampling that ITU-R BS.1770 asks for to see the peaks between samples."""
_CONTEXT: Final = RATE // 100
"""Samples beside a stretch that the filter between samples needs, and more."""

Curve = NDArray[np.float32]
"""An array of one value for each bin."""


def master(work: Work, mix: Stereo, to: Stereo) -> None:
    """Write ``mix``, which is not silent, to ``to`` at ``TARGET``, without a true peak above ``CEILING``."""
    peaks = _peaks(work, mix)
    gain = TARGET - loudness(mix, RATE)
    for _ in range(_ROUNDS):
        _limited(work, mix, peaks, 10 ** (gain / 20), to)
        missing = TARGET - loudness(to, RATE)
        if abs(missing) <= _CLOSE:
            break
        gain += missing


def _peaks(work: Work, mix: Stereo) -> Curve:
    """The true peak of each bin."""
    found = []
    for start, end in stretches(len(mix)):
        work.check()
        first = max(0, start - _CONTEXT)
        dense = np.abs(resampled(mix[first : end + _CONTEXT], _OVERSAMPLING, 1)).max(axis=1)
        dense = dense[(start - first) * _OVERSAMPLING :][: (end - start) * _OVERSAMPLING]
        dense = np.pad(dense, (0, -len(dense) % (_BIN * _OVERSAMPLING)))
        found.append(dense.reshape(-1, _BIN * _OVERSAMPLING).max(axis=1))
    return np.concatenate(found).astype(np.float32)


def _limited(work: Work, mix: Stereo, peaks: Curve, gain: float, to: Stereo) -> None:
    needed = np.float32(CEILING) / np.maximum(peaks * np.float32(gain), np.float32(CEILING))
    # The mean of the lowest gains around: smooth, and nowhere above what a bin or its neighbours need.
    gains = np.float32(gain) * uniform_filter1d(minimum_filter1d(needed, _WINDOW + 2), _WINDOW)
    for start, end in stretches(len(mix)):
        work.check()
        to[start:end] = mix[start:end] * along(gains, start, end, _BIN)[:, None]


def stretches(length: int) -> Iterator[tuple[int, int]]:
    """Where one stretch after the other begins and ends."""
    return ((start, min(start + STRETCH, length)) for start in range(0, length, STRETCH))


def along(curve: Curve, start: int, end: int, bin_length: int) -> Curve:
    """A curve of one value for each bin, as one for each of the samples from ``start`` to ``end``."""
    places = np.arange(start, end) / bin_length - 0.5
    return np.interp(places, np.arange(len(curve)), curve).astype(np.float32)
