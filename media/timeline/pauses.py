"""Where a voice is heard, and where it pauses."""

from typing import Final, NamedTuple

import numpy as np

from media.audio.samples import RATE, Samples

_STEP: Final = RATE // 100
"""The samples of 10 ms."""
_BELOW_SPEECH_DB: Final = 22.0
"""The level of a pause below that of speech at its loudest: breath and a room may be heard in it."""
_SILENCE_DB: Final = -60.0
_SHORTEST: Final = 0.06
"""The seconds of the shortest pause; what is shorter is a consonant."""


class Span(NamedTuple):
    """From ``start`` to ``end``, in seconds."""

    start: float
    end: float


def voiced(samples: Samples) -> list[Span]:
    """The spans between pauses, in which something is heard; at least one, which is all if all is silent."""
    everything = Span(0.0, len(samples) / RATE)
    whole = samples[: len(samples) // _STEP * _STEP].reshape(-1, _STEP)
    if not len(whole):
        return [everything]
    level = 20 * np.log10(np.sqrt(np.mean(whole**2, axis=1)) + 1e-9)
    speech = float(np.percentile(level, 90))
    loud = level > max(speech - _BELOW_SPEECH_DB, _SILENCE_DB)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], loud, [False]]).astype(np.int8)))
    spans: list[Span] = []
    for start, end in edges.reshape(-1, 2) / 100:
        if spans and start - spans[-1].end < _SHORTEST:
            spans[-1] = Span(spans[-1].start, float(end))
        else:
            spans.append(Span(float(start), float(end)))
    return spans or [everything]
