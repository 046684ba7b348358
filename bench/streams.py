"""How far a stream lags behind its job, with 100 clients that each follow a job of their own."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import datetime
from itertools import chain
from typing import Final

import httpx
from httpx_sse import ServerSentEvent, aconnect_sse

from bench.figures import Figure, median, percentile
from bench.stack import CLIENTS, JOB, client, order
from runtime.stack import Stack

STEP_SECONDS: Final = 3.0
"""100 jobs that change every 3 seconds: 33 changes a second."""


async def measure(started: Stack) -> AsyncIterator[Figure]:
    """The lag counts from the moment the workflow changed its state, so recording the change is within it."""
    async with client(started) as http:
        clients = await asyncio.gather(*(_follow(http, number) for number in range(CLIENTS)))
    lags = list(chain.from_iterable(clients))
    what = "from a job's change to its client, 100 streams"
    yield Figure(f"{what}: p50", 1000 * median(lags), "ms", at_most=100)
    yield Figure(f"{what}: p99", 1000 * percentile(lags, 99), "ms")


async def _follow(http: httpx.AsyncClient, number: int) -> list[float]:
    await asyncio.sleep(STEP_SECONDS * number / CLIENTS)
    async with aconnect_sse(http, "POST", f"{JOB}/stream", json=order(STEP_SECONDS)) as source:
        # Only recorded changes carry an id; the state that the stream begins with carries none.
        return [time.time() - _changed(event) async for event in source.aiter_sse() if event.id]


def _changed(event: ServerSentEvent) -> float:
    return datetime.fromisoformat(event.json()["updated_at"]).timestamp()
