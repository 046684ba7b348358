"""Samples into a file, as a stream, by ffmpeg.

A process of ffmpeg, not PyAV: PyAV holds Python's lock while it encodes, and its LAME needs three times as
long as that of the static ffmpeg.
"""

import asyncio
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final

from imageio_ffmpeg import get_ffmpeg_exe  # type: ignore[import-untyped]

from contracts.speech import AudioFormat
from files.whole import whole
from media.audio.samples import RATE, Samples, to_pcm

_ENCODERS: Final = {
    # The bitrate of the best mono MP3 that speech services sell at this rate. LAME's faster algorithm takes a
    # third of the default's time, and at this bitrate the difference is not heard.
    AudioFormat.MP3: ("-c:a", "libmp3lame", "-b:a", "96k", "-compression_level", "7", "-f", "mp3"),
    AudioFormat.WAV: ("-c:a", "pcm_s16le", "-f", "wav"),
}
_GAINS: Final = {AudioFormat.MP3: 1 / 0.95, AudioFormat.WAV: 1.0}
"""The gain before the encoder: LAME multiplies all by 0.95 (measured at all its bitrates of this rate)."""
_AHEAD: Final = 1 << 20
"""Bytes that may wait for ffmpeg, so that it has work while the next part is made."""
_SLICE: Final = RATE
"""Samples that are handed over at a time: one second."""

Write = Callable[[Samples], Awaitable[None]]


@asynccontextmanager
async def encoder(to: Path, output_format: AudioFormat) -> AsyncIterator[Write]:
    """Encode what is written; ``to`` is there only when it is whole. Raises ``OSError`` if ffmpeg fails."""
    with whole(to) as unfinished:
        async with _ffmpeg(unfinished, output_format, to.name) as write:
            yield write


@asynccontextmanager
async def _ffmpeg(to: Path, output_format: AudioFormat, name: str) -> AsyncIterator[Write]:
    process = await asyncio.create_subprocess_exec(
        get_ffmpeg_exe(),
        *("-v", "error", "-y", "-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", "pipe:0"),
        *_ENCODERS[output_format],
        f"file:{to}",
        stdin=PIPE,
        stdout=DEVNULL,
        stderr=PIPE,
    )
    try:
        pipe = _pipe(process)

        async def write(samples: Samples) -> None:
            for start in range(0, len(samples), _SLICE):
                pipe.write(to_pcm(samples[start : start + _SLICE], _GAINS[output_format]))
                await pipe.drain()

        with suppress(ConnectionError):  # ffmpeg has ended early: its own words follow
            yield write
        pipe.close()
        _, words = await process.communicate()
        if process.returncode:
            raise OSError(f"ffmpeg could not write {name}: {words.decode(errors='replace').strip()}")
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
