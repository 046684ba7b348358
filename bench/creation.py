"""How long a client waits until its job is accepted: in the ledger, with a place, and the id answered."""

import asyncio
import time
from collections.abc import AsyncIterator
from itertools import chain
from typing import Final

import httpx

from bench.figures import Figure, median, percentile
from bench.stack import CLIENTS, client, create
from runtime.stack import Stack

EVERY: Final = 4.0
"""Seconds between two jobs of one client: together 25 a second, more than two cores can run to their end."""
EACH: Final = 4
HELD: Final = 600.0
"""Seconds that the first step takes: the worker takes the jobs up, and they stay there."""


async def measure(started: Stack) -> AsyncIterator[Figure]:
    """100 clients that stay connected: first each at its own moment, then all at the very same one."""
    async with client(started) as http:
        await asyncio.gather(*(create(http, HELD) for _ in range(CLIENTS)))  # connects, and is not counted
        await asyncio.sleep(2)
        clients = await asyncio.gather(*(_paced(http, number) for number in range(CLIENTS)))
        paced = list(chain.from_iterable(clients))
        what = "creating a job, 100 clients, 25 jobs/s"
        yield Figure(f"{what}: median", 1000 * median(paced), "ms")
        yield Figure(f"{what}: p99", 1000 * percentile(paced, 99), "ms", at_most=50)
        await asyncio.sleep(2)
        burst = await asyncio.gather(*(_timed(http) for _ in range(CLIENTS)))
        what = "creating 100 jobs at the very same moment"
        yield Figure(f"{what}: median", 1000 * median(burst), "ms")
        yield Figure(f"{what}: p99", 1000 * percentile(burst, 99), "ms", at_most=300)


async def _paced(http: httpx.AsyncClient, number: int) -> list[float]:
    begin = time.perf_counter() + EVERY * number / CLIENTS
    taken = []
    for turn in range(EACH):
        await asyncio.sleep(begin + EVERY * turn - time.perf_counter())
        taken.append(await _timed(http))
    return taken


async def _timed(http: httpx.AsyncClient) -> float:
    since = time.perf_counter()
    await create(http, HELD)
    return time.perf_counter() - since
