"""What it costs that the embedded Temporal waits for the disk at each write, against a power cut."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Final

import httpx
from temporalio.client import Client

from bench.figures import Figure, median
from bench.stack import client, create, stack_of_empty_jobs
from runtime.settings import Synchronous
from runtime.temporal import connect

TURNS: Final = 8
ALONE: Final = 5
AT_A_TIME: Final = 25


async def measure(_: None) -> AsyncIterator[Figure]:
    """Two stacks, in turns, so that a slow minute of the machine is a slow minute of both."""
    alone: dict[Synchronous, list[float]] = {way: [] for way in Synchronous}
    rates: dict[Synchronous, list[float]] = {way: [] for way in Synchronous}
    async with AsyncExitStack() as opened:
        ways = {way: await _opened(opened, way) for way in Synchronous}
        for turn in range(-1, TURNS):  # the first turn finds cold caches, and is not counted
            for way, (http, temporal) in ways.items():
                taken = [await _job(http, temporal) for _ in range(ALONE)]
                since = time.perf_counter()
                await asyncio.gather(*(_job(http, temporal) for _ in range(AT_A_TIME)))
                if turn >= 0:
                    alone[way] += taken
                    rates[way].append(AT_A_TIME / (time.perf_counter() - since))
    for way in Synchronous:
        what = f"synchronous={way}: "
        yield Figure(f"{what}a job of 8 empty steps, alone: median", 1000 * median(alone[way]), "ms")
        yield Figure(f"{what}jobs of 8 empty steps, {AT_A_TIME} at a time", median(rates[way]), "jobs/s")


async def _opened(opened: AsyncExitStack, way: Synchronous) -> tuple[httpx.AsyncClient, Client]:
    started = await opened.enter_async_context(stack_of_empty_jobs(way))
    return await opened.enter_async_context(client(started)), await connect(started.settings)


async def _job(http: httpx.AsyncClient, temporal: Client) -> float:
    since = time.perf_counter()
    job_id = await create(http, 0)
    await temporal.get_workflow_handle(job_id).result()
    return time.perf_counter() - since
