"""How long a client waits until its job is accepted: in the ledger, with a place, and the id answered."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from http.client import SERVICE_UNAVAILABLE
from itertools import chain
from typing import Final

import httpx

from bench import bare_api
from bench.figures import Figure, median, percentile
from bench.stack import CLIENTS, JOB, client, order
from runtime.stack import Stack

EVERY: Final = 4.0
"""Seconds between two jobs of one client: together 25 a second, more than two cores can run to their end."""
EACH: Final = 4
HELD: Final = 600.0
"""Seconds that the first step takes: the worker takes the jobs up, and they stay there."""


async def measure(started: Stack) -> AsyncIterator[Figure]:
    """100 clients that stay connected: first each at its own moment, then all at the very same one.

    Before each, the same with an endpoint of FastAPI that commits one row: what this machine has for anyone.
    """
    async with client(started) as http, bare_api.api(started, http) as address:

        async def job() -> None:
            await _create(http, JOB)

        async def row() -> None:
            await _create(http, address)

        paced = [await _all_paced(one) for one in (row, job)]
        what = "creating a job, 100 clients, 25 jobs/s"
        yield Figure(f"{what}: median", 1000 * median(paced[1]), "ms")
        yield Figure(f"{what}: p99", 1000 * percentile(paced[1], 99), "ms", at_most=50)
        yield Figure("one row by FastAPI alone, the same way: median", 1000 * median(paced[0]), "ms")
        yield Figure("one row by FastAPI alone, the same way: p99", 1000 * percentile(paced[0], 99), "ms")
        bursts = [await _at_once(one) for one in (row, job)]
        what = "creating 100 jobs at the very same moment"
        yield Figure(f"{what}: median", 1000 * median(bursts[1]), "ms")
        yield Figure(f"{what}: p99", 1000 * percentile(bursts[1], 99), "ms", at_most=300)
        yield Figure("100 rows by FastAPI alone, the same way: median", 1000 * median(bursts[0]), "ms")
        yield Figure("100 rows by FastAPI alone, the same way: p99", 1000 * percentile(bursts[0], 99), "ms")


async def _create(http: httpx.AsyncClient, address: str) -> None:
    """Ask until it is accepted, as a client would: all of that counts."""
    while True:
        try:
            answer = await http.post(address, json=order(HELD))
        except httpx.ReadError:
            continue  # the server has closed a connection that was idle
        if answer.status_code != SERVICE_UNAVAILABLE:
            answer.raise_for_status()
            return
        await asyncio.sleep(0.1)  # the ledger had no time for it within three seconds


async def _connect(one: Callable[[], Awaitable[None]]) -> None:
    """Connect, which is not counted."""
    await asyncio.gather(*(one() for _ in range(CLIENTS)))
    await asyncio.sleep(2)


async def _at_once(one: Callable[[], Awaitable[None]]) -> list[float]:
    await _connect(one)
    return await asyncio.gather(*(_timed(one) for _ in range(CLIENTS)))


async def _all_paced(one: Callable[[], Awaitable[None]]) -> list[float]:
    await _connect(one)
    clients = await asyncio.gather(*(_paced(one, number) for number in range(CLIENTS)))
    return list(chain.from_iterable(clients))


async def _paced(one: Callable[[], Awaitable[None]], number: int) -> list[float]:
    begin = time.perf_counter() + EVERY * number / CLIENTS
    taken = []
    for turn in range(EACH):
        await asyncio.sleep(begin + EVERY * turn - time.perf_counter())
        taken.append(await _timed(one))
    return taken


async def _timed(one: Callable[[], Awaitable[None]]) -> float:
    since = time.perf_counter()
    await one()
    return time.perf_counter() - since
