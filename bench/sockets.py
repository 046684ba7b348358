"""How far the WebSocket of article videos lags behind jobs, with 200 clients that follow 50 jobs, 4 each."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from itertools import chain
from typing import Any, Final

from httpx import AsyncClient
from websockets.asyncio.client import ClientConnection, connect

from api.article_video import view
from bench.figures import Figure, median, percentile
from bench.stack import client
from contracts.article_video import ARTICLE_VIDEO_STEPS
from runtime.stack import Stack
from store.ledger import Ledger

JOBS: Final = 50
CLIENTS_A_JOB: Final = 4
STEP_SECONDS: Final = 2.0
"""50 jobs that change every 2 seconds: 25 changes a second, each told to four clients in two messages."""
START_SECONDS: Final = 5.0
"""The jobs are created over so long: how fast that goes is another benchmark's business."""

Change = tuple[str, str, int, str]
"""What a client sees of a change: job, status, progress, message."""


async def measure(started: Stack) -> AsyncIterator[Figure]:
    """The lag counts from the moment the workflow changed its state, so recording the change is within it.

    A change has arrived with the second of its two messages.
    """
    address = started.address.replace("http://", "ws://") + "/ws"
    async with AsyncExitStack() as stack, client(started) as http:
        places = [
            [await stack.enter_async_context(connect(address, proxy=None)) for _ in range(CLIENTS_A_JOB)]
            for _ in range(JOBS)
        ]
        seen = await asyncio.gather(
            *(_follow(http, number, connections) for number, connections in enumerate(places))
        )
    changed = await _changes(started, {job_id for job_id, _ in seen})
    arrivals = list(chain.from_iterable(arrived for _, arrived in seen))
    # Whatever came before the subscription, the second step and all after it are told to everyone.
    assert len(arrivals) >= JOBS * CLIENTS_A_JOB * len(ARTICLE_VIDEO_STEPS.steps[1:]), "changes were missed"
    lags = [at - changed[change] for change, at in arrivals]
    what = "from a job's change to its client, 200 WebSockets on 50 jobs"
    yield Figure(f"{what}: p50", 1000 * median(lags), "ms")
    yield Figure(f"{what}: p99", 1000 * percentile(lags, 99), "ms", at_most=300)


async def _follow(
    http: AsyncClient, number: int, connections: list[ClientConnection]
) -> tuple[str, list[tuple[Change, float]]]:
    """Create a job and follow it with all its clients; its id, and which change arrived when."""
    await asyncio.sleep(START_SECONDS * number / JOBS)
    response = await http.post("/api/generate-video", json={"url": f"https://bench.example/{STEP_SECONDS}"})
    response.raise_for_status()
    job_id = str(response.json()["job_id"])
    arrived = await asyncio.gather(*(_listen(connection, job_id) for connection in connections))
    return job_id, list(chain.from_iterable(arrived))


async def _listen(connection: ClientConnection, job_id: str) -> list[tuple[Change, float]]:
    await connection.send(json.dumps({"subscribe": job_id}))
    arrived = []
    async for text in connection:
        message = json.loads(text)
        if message["type"] == "job_status":
            arrived.append((_change(message["status"]), time.time()))
            if message["status"]["status"] == "completed":
                break
    return arrived[1:]  # the first is the state that the subscription begins with


async def _changes(started: Stack, job_ids: set[str]) -> dict[Change, float]:
    """The moment of every change, as the ledger has it; a client is told only seconds."""
    async with Ledger(started.settings.database_url) as ledger:
        events = [event for job_id in job_ids for event in await ledger.events(job_id)]
    return {_change(view(event).model_dump()): event.updated_at.timestamp() for event in events}


def _change(job: dict[str, Any]) -> Change:
    return job["id"], job["status"], job["progress"], job["progress_message"]
