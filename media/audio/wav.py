"""WAV files of 16 bit mono, as providers speak them and as parts are kept."""

import io
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from contracts.phrases import PhrasedError
from files.whole import whole

SAMPLE_BYTES: Final = 2
_RATES: Final = range(8_000, 192_001)
"""The sample rates that are believed: resampling from what a broken header says could take all memory."""
_UNKNOWN_LENGTH: Final = 1 << 30
"""The length in a header whose writer did not know it, because it streams: the largest number, or nearly."""


class BrokenAudio(PhrasedError):
    """This is not whole audio with sound in it; the text says what is wrong."""


@dataclass(frozen=True)
class Pcm:
    """Sound: 16 bit samples of one channel, little-endian, ``rate`` a second. Raises ``BrokenAudio``."""

    frames: bytes
    rate: int

    def __post_init__(self) -> None:
        if not self.frames:
            raise BrokenAudio("there is no sound in it")
        if len(self.frames) % SAMPLE_BYTES:
            raise BrokenAudio("it breaks off within a sample")
        if self.rate not in _RATES:
            raise BrokenAudio("it says that it has {rate} samples a second", rate=self.rate)


def parse(data: bytes) -> Pcm:
    """The sound of a WAV file. Raises ``BrokenAudio``."""
    try:
        with wave.open(io.BytesIO(data), "rb") as file:
            if (file.getnchannels(), file.getsampwidth()) != (1, SAMPLE_BYTES):
                raise BrokenAudio("it is not 16 bit mono")
            length = file.getnframes() * SAMPLE_BYTES
            pcm = Pcm(file.readframes(file.getnframes()), file.getframerate())
    except wave.Error as error:
        raise BrokenAudio("{said}", said=str(error)) from error
    except EOFError as error:
        raise BrokenAudio("it breaks off in its header") from error
    if len(pcm.frames) < length < _UNKNOWN_LENGTH:
        raise BrokenAudio("it breaks off")
    return pcm


def write(path: Path, pcm: Pcm) -> None:
    """Write a WAV file that is there whole or not at all."""
    with whole(path) as unfinished, wave.open(str(unfinished), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(SAMPLE_BYTES)
        file.setframerate(pcm.rate)
        file.writeframes(pcm.frames)
