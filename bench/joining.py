"""What joining costs: 200 turns of 5 s, each with loud and quiet syllables, into an MP3."""

import asyncio
import tempfile
import time
import wave
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import psutil

from bench.figures import Figure
from contracts.speech import AudioFormat
from media.speech.join import join

TURNS = 200
SECONDS = 5
RATE = 24_000
GAP_MS = 300


async def measure(_: None) -> AsyncIterator[Figure]:
    """Seconds, and the most memory of this process and its ffmpeg together."""
    with tempfile.TemporaryDirectory(prefix="reelwork-bench-") as folder:
        parts = [_spoken(Path(folder) / f"{turn}.wav", turn) for turn in range(TURNS)]
        to = Path(folder) / "joined.mp3"
        since = time.perf_counter()
        joining = asyncio.create_task(
            join(parts, to, output_format=AudioFormat.MP3, gap_ms=GAP_MS, crossfade_ms=50)
        )
        highest = await _highest_memory(joining)
        taken = time.perf_counter() - since
        assert (await joining).duration_ms == 1000 * TURNS * SECONDS + GAP_MS * (TURNS - 1)
    yield Figure(f"joining {TURNS} turns of {SECONDS} s", taken, "s", at_most=3)
    yield Figure(f"joining {TURNS} turns of {SECONDS} s: memory in all", highest / 2**20, "MB", at_most=300)


async def _highest_memory(joining: "asyncio.Task[object]") -> int:
    this = psutil.Process()
    highest = 0
    while not joining.done():
        with suppress(psutil.NoSuchProcess):  # one that ends while it is looked at
            highest = max(highest, sum(process.memory_info().rss for process in (this, *this.children())))
        await asyncio.wait([joining], timeout=0.05)
    return highest


def _spoken(path: Path, turn: int) -> Path:
    """Noise in five syllables a second, some turns 20 dB louder than others; the peaks need the limiter."""
    chance = np.random.default_rng(turn)
    strength = np.repeat(chance.uniform(0, 1, SECONDS * 5) ** 2, RATE // 5)
    samples = strength * chance.uniform(-1, 1, SECONDS * RATE) * 10 ** (-(turn % 5) / 4)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes((samples * 32767).astype("<i2").tobytes())
    return path
