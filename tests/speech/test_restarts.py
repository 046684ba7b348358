"""A dialogue whose worker, a process of its own, is killed or stopped more often than a turn has attempts."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from contracts.names import CORE_QUEUE, SPEECH_QUEUE
from contracts.speech import SPEAK
from tests.speech.conftest import DIALOGUE, Studio

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]  # twelve starts of a worker

ROOT = Path(__file__).parents[2]
QUEUES = [f"--queue={queue}" for queue in (CORE_QUEUE, SPEECH_QUEUE)]


class Workers:
    """One worker at a time."""

    def __init__(self, lines: asyncio.StreamWriter, answers: asyncio.StreamReader) -> None:
        self._lines = lines
        self._answers = answers
        self._pid = 0

    async def start(self, key: str) -> None:
        """Start a worker that asks Azure with a key."""
        self._lines.write(f"{key}\n".encode())
        self._pid = int(await self._answers.readline())

    async def end(self, how: signal.Signals) -> None:
        """Send it a signal, and wait for its end."""
        os.kill(self._pid, how)
        assert await self._answers.readline() == b"\n"


@pytest.fixture(scope="module")
async def workers(idle: Studio) -> AsyncIterator[Workers]:
    settings = idle.serving.services.settings
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.speech.quick_worker", *QUEUES),
        stdin=PIPE,
        stdout=PIPE,
        cwd=ROOT,
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("REELWORK_")},
            "REELWORK_HOME": str(settings.home),
            "REELWORK_TEMPORAL_PORT": str(settings.temporal_port),
            "AZURE_SPEECH_HOST": idle.azure.host,
        },
    )
    assert process.stdin
    assert process.stdout
    yield Workers(process.stdin, process.stdout)
    process.stdin.close()
    await process.wait()


def _turns(studio: Studio, text: str) -> int:
    return sum(count for (_, asked), count in studio.azure.stats.asked().items() if asked == text)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "stopped"])
async def test_a_dialogue_completes_however_often_its_worker_dies_or_is_stopped(
    idle: Studio, workers: Workers, how: signal.Signals
) -> None:
    text = f"Once more, {how.name}."
    turn: dict[str, Any] = {**DIALOGUE["turns"][0], "text": text}
    job_id = await idle.submit(how.name, turns=[turn])

    for times in range(1, SPEAK.attempts + 2):
        await workers.start("hang")
        while _turns(idle, text) < times:
            await asyncio.sleep(0.05)
        await workers.end(how)
    await workers.start("ok")
    job = await idle.ended(job_id, how.name)
    await workers.end(signal.SIGKILL)

    assert (job["status"], job["error_message"], job["retry_count"]) == ("completed", None, 0)
    assert _turns(idle, text) == SPEAK.attempts + 2
