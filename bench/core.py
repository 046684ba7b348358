"""What the core itself costs: jobs of eight empty steps, ledger included, and the reads around them."""

import asyncio
import time
from collections.abc import AsyncIterator

import httpx
from httpx_sse import aconnect_sse
from temporalio.client import Client

from bench.figures import Figure, median
from bench.stack import JOB, client, create, order
from runtime.stack import Stack
from runtime.temporal import connect

ALONE = 40
AT_A_TIME = 50
EACH = 5
READS = 100


async def measure(started: Stack) -> AsyncIterator[Figure]:
    """A job alone, 50 at a time, the first event, and status reads."""
    temporal = await connect(started.settings)
    async with client(started) as http:
        for _ in range(5):  # the first jobs find cold caches
            await _job(http, temporal)
        alone = [await _job(http, temporal) for _ in range(ALONE)]
        yield Figure("a job of 8 empty steps, alone: median", 1000 * median(alone), "ms", at_most=200)

        since = time.perf_counter()
        await asyncio.gather(*(_jobs(http, temporal) for _ in range(AT_A_TIME)))
        rate = AT_A_TIME * EACH / (time.perf_counter() - since)
        yield Figure("jobs of 8 empty steps, 50 at a time", rate, "jobs/s", at_least=12)

        first = [await _until_running(http) for _ in range(20)]
        yield Figure("creating a job, until its first running event: median", 1000 * median(first), "ms")

        job_id = await create(http, 30)
        await asyncio.sleep(1)
        yield Figure("status of a running job: median", 1000 * median(await _reads(http, job_id)), "ms")
        (await http.post(f"/api/job/{job_id}/cancel")).raise_for_status()
        yield Figure("status of an ended job: median", 1000 * median(await _reads(http, job_id)), "ms")


async def _job(http: httpx.AsyncClient, temporal: Client) -> float:
    """From the request to the end of the workflow, clean-up included."""
    since = time.perf_counter()
    job_id = await create(http, 0)
    await temporal.get_workflow_handle(job_id).result()
    return time.perf_counter() - since


async def _jobs(http: httpx.AsyncClient, temporal: Client) -> None:
    for _ in range(EACH):
        await _job(http, temporal)


async def _until_running(http: httpx.AsyncClient) -> float:
    since = time.perf_counter()
    async with aconnect_sse(http, "POST", f"{JOB}/stream", json=order(0)) as source:
        async for event in source.aiter_sse():
            if event.json()["status"] == "running":
                break
    return time.perf_counter() - since


async def _reads(http: httpx.AsyncClient, job_id: str) -> list[float]:
    taken = []
    for _ in range(READS):
        since = time.perf_counter()
        (await http.get(f"/api/job/{job_id}/status")).raise_for_status()
        taken.append(time.perf_counter() - since)
    return taken
