"""What the core itself costs: jobs of eight empty steps, and the reads around them.

A job is compared with eight empty activities on the same Temporal: what comes on top is ours: the ledger with
its records, places, outbox, HTTP.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable

import httpx
from httpx_sse import aconnect_sse
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from bench import bare
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
    async with client(started) as http, bare.worker(started):

        async def job() -> None:
            await _job(http, temporal)

        async def compared() -> None:
            await bare.run_once(temporal)

        for _ in range(5):  # the first ones find cold caches
            await job()
            await compared()
        both = [(await _seconds(job()), await _seconds(compared())) for _ in range(ALONE)]
        alone, alone_bare = (median(times) for times in zip(*both, strict=True))
        yield Figure("a job of 8 empty steps, alone: median", 1000 * alone, "ms")
        yield Figure("8 empty activities without us, alone: median", 1000 * alone_bare, "ms")
        yield Figure("the job takes", alone / alone_bare, "times as long", at_most=1.5)

        rates = [AT_A_TIME * EACH / await _seconds(_crowd(one)) for one in (compared, job, compared, job)]
        rate, rate_bare = (rates[1] + rates[3]) / 2, (rates[0] + rates[2]) / 2
        yield Figure("jobs of 8 empty steps, 50 at a time", rate, "jobs/s")
        yield Figure("8 empty activities without us, 50 at a time", rate_bare, "/s")
        yield Figure("as many jobs as those a second", rate / rate_bare, "", at_least=0.65)

        first = [await _until_running(http) for _ in range(20)]
        yield Figure("creating a job, until its first running event: median", 1000 * median(first), "ms")

        job_id = await create(http, 30)
        await asyncio.sleep(1)
        yield Figure("status of a running job: median", 1000 * median(await _reads(http, job_id)), "ms")
        (await http.post(f"/api/job/{job_id}/cancel")).raise_for_status()
        yield Figure("status of an ended job: median", 1000 * median(await _reads(http, job_id)), "ms")


async def _seconds(work: Awaitable[None]) -> float:
    since = time.perf_counter()
    await work
    return time.perf_counter() - since


async def _job(http: httpx.AsyncClient, temporal: Client) -> None:
    """From the request to the end of the workflow, clean-up included."""
    job_id = await create(http, 0)
    pause = 0.01
    while True:
        try:
            await temporal.get_workflow_handle(job_id).result()
        except RPCError as error:  # it is started behind the answer
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
            # To look all the time would keep Temporal busy; so, it is found before half of its time is over.
            await asyncio.sleep(pause)
            pause *= 2
        else:
            return


async def _crowd(one: Callable[[], Awaitable[None]]) -> None:
    async def some() -> None:
        for _ in range(EACH):
            await one()

    await asyncio.gather(*(some() for _ in range(AT_A_TIME)))


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
