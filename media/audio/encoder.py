"""Samples into a file, as a stream, by ffmpeg, which also hears what it has encoded.

A process of ffmpeg, not PyAV: PyAV holds Python's lock while it encodes, and its LAME needs three times as
long as that of the static ffmpeg.
"""

import asyncio
import re
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from imageio_ffmpeg import get_ffmpeg_exe  # type: ignore[import-untyped]

from contracts.progress import moved
from contracts.speech import AudioFormat
from media.audio.samples import RATE, Samples, to_pcm

_ENCODERS: Final = {
    # The bitrate of the best mono MP3 that speech services sell at this rate. LAME's faster algorithm takes a
    # third of the default's time, and at this bitrate the difference is not heard.
    AudioFormat.MP3: ("-c:a", "libmp3lame", "-b:a", "96k", "-compression_level", "7", "-f", "mp3"),
    AudioFormat.WAV: ("-c:a", "pcm_s16le", "-f", "wav"),
}
_GAINS: Final = {AudioFormat.MP3: 1 / 0.95, AudioFormat.WAV: 1.0}
"""The gain before the encoder: LAME multiplies all by 0.95 (measured at all its bitrates of this rate)."""
_MEASURE: Final = (
    # What was encoded is decoded within the same process, and measured after EBU R128. It costs little time:
    # another core does it while the first encodes.
    *("-dec", "0:0", "-filter_complex", "[dec:0]ebur128=peak=true:framelog=quiet[heard]"),
    *("-map", "[heard]", "-f", "null", "-"),
)
_LOUDNESS: Final = re.compile(r"Integrated loudness:\s+I:\s+(-?[\d.]+|-inf|nan) LUFS")
_PEAK: Final = re.compile(r"True peak:\s+Peak:\s+(-?[\d.]+|-?inf|nan) dBFS")
_ERROR: Final = re.compile(r"^.*\[(?:error|fatal)\] (.*)$", re.MULTILINE)
_AHEAD: Final = 1 << 20
"""Bytes that may wait for ffmpeg, so that it has work while the next part is made."""
_SLICE: Final = RATE
"""Samples that are handed over at a time: one second."""


@dataclass(frozen=True)
class Heard:
    """An encoded file as it is decoded: integrated loudness in LUFS, and the true peak in dB of full scale.

    The loudness of silence, and of anything shorter than 400 ms, is -70. Both have one decimal.
    """

    loudness: float
    peak: float


class Encoding:
    """A file that is being encoded; ``heard`` is known when it is whole."""

    def __init__(self, pipe: asyncio.StreamWriter, gain: float) -> None:
        self._pipe = pipe
        self._gain = gain
        self.heard: Heard | None = None

    async def write(self, samples: Samples) -> None:
        """Encode these samples next."""
        for start in range(0, len(samples), _SLICE):
            self._pipe.write(to_pcm(samples[start : start + _SLICE], self._gain))
            await self._pipe.drain()
            moved()


@asynccontextmanager
async def encoder(to: Path, output_format: AudioFormat) -> AsyncIterator[Encoding]:
    """Encode what is written, over what ``to`` was. Raises ``OSError`` if ffmpeg fails."""
    process = await asyncio.create_subprocess_exec(
        get_ffmpeg_exe(),
        *("-hide_banner", "-nostats", "-v", "level+info", "-y"),
        *("-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", "pipe:0", "-map", "0:a"),
        *_ENCODERS[output_format],
        f"file:{to}",
        *_MEASURE,
        stdin=PIPE,
        stdout=DEVNULL,
        stderr=PIPE,
    )
    try:
        pipe = _pipe(process)
        encoding = Encoding(pipe, _GAINS[output_format])
        with suppress(ConnectionError):  # ffmpeg has ended early: its own words follow
            yield encoding
        pipe.close()
        _, said = await process.communicate()
        words = said.decode(errors="replace")
        loudness, peak = _LOUDNESS.search(words), _PEAK.search(words)
        if process.returncode or loudness is None or peak is None:
            raise OSError(f"ffmpeg could not write {to.name}: {'; '.join(_ERROR.findall(words))}")
        encoding.heard = Heard(float(loudness[1]), float(peak[1]))
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def _pipe(process: Process) -> asyncio.StreamWriter:
    pipe = process.stdin
    if pipe is None:
        raise OSError("ffmpeg has no input")
    pipe.transport.set_write_buffer_limits(high=_AHEAD)
    return pipe
