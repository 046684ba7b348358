"""Portions that were spoken one by one, put together as if a voice had said them in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from contracts.speech import SpokenWord
from media.audio import wav
from media.audio.samples import RATE, Samples, read, to_pcm
from media.speech.portions import Portion

AUDIBLE = 0.01
"""The amplitude from which on something is speech, and not the silence around it."""
_EDGE = RATE // 25
"""The samples of 40 ms of silence that stay around what is heard."""
NOTHING_SAID_MS = 500
"""The silence that stands for a text in which there is nothing to say."""


@dataclass(frozen=True)
class Part:
    """A portion that was spoken into a file, and when its words are heard, as its provider tells."""

    portion: Portion
    path: Path
    words: Sequence[SpokenWord]


def assemble(parts: Sequence[Part], to: Path) -> list[SpokenWord]:
    """Write the parts to ``to``, a WAV file; the words of the whole, or none if those of a part are missing.

    Between two parts there is the pause that the mark there asks for, and no other: the silence that a voice
    leaves before and after what it says is cut off. Blocks. Raises ``BrokenAudio``.
    """
    pieces: list[Samples] = []
    words: list[SpokenWord] = []
    length = 0
    for number, part in enumerate(parts):
        samples = read(part.path)
        heard = edges(samples)
        start = 0 if number == 0 else heard.start
        stop = len(samples) if number == len(parts) - 1 else heard.stop
        pause = np.zeros(part.portion.pause_ms * RATE // 1000, np.float32)
        pieces += [samples[start:stop], pause]
        words += _moved(part, (length - start) * 1000 // RATE)
        length += stop - start + len(pause)
    wav.write(to, wav.Pcm(to_pcm(np.concatenate(pieces), 1.0), RATE))
    return words if all(part.words for part in parts) else []


def edges(samples: Samples) -> range:
    """The samples from where speech starts to where it ends, with a little of the silence around it."""
    audible = np.flatnonzero(np.abs(samples) > AUDIBLE)
    if not audible.size:
        return range(len(samples))
    return range(max(0, int(audible[0]) - _EDGE), min(len(samples), int(audible[-1]) + _EDGE))


def _moved(part: Part, by_ms: int) -> list[SpokenWord]:
    """The words of a part, in the whole text and in the whole audio."""
    return [
        word.model_copy(
            update={
                "start": part.portion.start + word.start,
                "start_ms": max(0, word.start_ms + by_ms),
                "end_ms": max(0, word.end_ms + by_ms),
            }
        )
        for word in part.words
    ]


def write_silence(to: Path) -> None:
    """Write what stands for a text in which there is nothing to say."""
    wav.write(to, wav.Pcm(bytes(NOTHING_SAID_MS * RATE // 1000 * wav.SAMPLE_BYTES), RATE))
