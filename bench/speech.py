"""A dialogue of 20 turns against Azure on loopback at 300 ms a call, and one line of it edited."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import httpx

from bench.figures import Figure, median
from bench.stack import client, stack
from contracts.speech import AudioFormat
from media.speech.join import join
from runtime.stack import ROOT, Stack
from tests.ports import free_ports

JOBS = "/api/v1/jobs"
TURNS = 20
AT_ONCE = 8
CALL_SECONDS = 0.3
ROUNDS = 3


@dataclass(frozen=True)
class Studio:
    """The stack, and where its Azure tells what it was asked."""

    stack: Stack
    azure: str


@asynccontextmanager
async def studio() -> AsyncIterator[Studio]:
    """The stack with Azure on loopback, a process of its own."""
    (port,) = free_ports(1)
    azure = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.servers.azure_server",
        str(port),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        assert azure.stdout
        await azure.stdout.readline()
        keys = {"AZURE_SPEECH_KEY": "slow-300", "AZURE_SPEECH_HOST": f"ws://127.0.0.1:{port}"}
        async with stack(keys) as started:
            yield Studio(started, f"http://127.0.0.1:{port}/stats")
    finally:
        azure.kill()
        await azure.wait()


async def measure(started: Studio) -> AsyncIterator[Figure]:
    """The ideal is as many waves of calls as it takes, then joining the same files alone."""
    async with client(started.stack) as http:
        await _speak(http, _texts())  # the first dialogue finds a cold worker
        times = []
        for _ in range(ROUNDS):
            texts = _texts()
            times.append(await _speak(http, texts))
        waves = -(-TURNS // AT_ONCE) * CALL_SECONDS
        joining = await _joining(started.stack)
        taken = median(times)
        yield Figure(f"a dialogue of {TURNS} turns, request to completed: median", taken, "s")
        yield Figure("joining the same turns alone", joining, "s")
        ideal = waves + joining
        yield Figure("the dialogue in terms of the ideal", taken / ideal, "×", at_most=1.25)
        before = await _requests(http, started.azure)
        texts[7] += " 改"
        await _speak(http, texts)
        calls = await _requests(http, started.azure) - before
        yield Figure("one line edited: calls to the provider", calls, "calls", at_most=1)


def _texts() -> list[str]:
    this = uuid4().hex[:6]
    return [f"{this} 這是第{n}句話" for n in range(TURNS)]


async def _speak(http: httpx.AsyncClient, texts: Sequence[str]) -> float:
    dialogue = {
        "provider": "azure",
        "turns": [{"speaker": "AB"[n % 2], "text": text, "index": n} for n, text in enumerate(texts)],
        "voice_assignments": [
            {"speaker": "A", "voice_id": "zh-TW-HsiaoYuNeural"},
            {"speaker": "B", "voice_id": "zh-TW-YunJheNeural"},
        ],
    }
    since = time.perf_counter()
    created = (await http.post(JOBS, json=dialogue)).raise_for_status().json()
    async with http.stream("GET", f"{JOBS}/{created['id']}/stream") as events:
        last = [line async for line in events.aiter_lines() if line.startswith("event: ")][-1]
    assert last == "event: completed", last
    return time.perf_counter() - since


async def _joining(started: Stack) -> float:
    artifacts = started.settings.home / "artifacts"
    parts = sorted(await asyncio.to_thread(lambda: list(artifacts.rglob("speech-cache/**/*.wav"))))[:TURNS]
    since = time.perf_counter()
    to = Path(started.settings.home) / "joined.mp3"
    await join(parts, to, output_format=AudioFormat.MP3, gap_ms=300, crossfade_ms=50)
    return time.perf_counter() - since


async def _requests(http: httpx.AsyncClient, stats: str) -> int:
    return int((await http.get(stats)).raise_for_status().json()["requests"])
