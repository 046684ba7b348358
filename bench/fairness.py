"""Whose turn it is: an owner with 200 open jobs beside one who asks for a single one; priorities."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import httpx
from sqlalchemy import select

from bench.figures import Figure, median
from bench.stack import JOB, client, order
from contracts.jobs import OPEN_STATES
from contracts.script_video import SCRIPT_VIDEO
from runtime.stack import Stack
from store.ledger import Ledger
from store.schema import JobRow

MANY: Final = 200
STEP_SECONDS: Final = 0.1
SINGLE: Final = 7
"""How often the single job is measured."""
CLASSES: Final = ((8, 20), (5, 6), (1, 6))
"""Priorities, from the last to the first, and how many jobs are asked for with each, one after another."""


async def measure(started: Stack) -> AsyncIterator[Figure]:
    """The single job's time from its request to its end, alone and beside the many."""
    async with client(started) as http, Ledger(started.settings.database_url) as ledger:
        alone = median([await _single(http) for _ in range(SINGLE)])
        yield Figure("a job of 8 steps of 100 ms, no other job open: median", alone, "s")
        await asyncio.gather(*(_animation(http, "many") for _ in range(MANY)))
        beside: list[float] = []
        while len(beside) < SINGLE:
            beside.append(await _single(http))
        left = await ledger.count(owner="many", states=OPEN_STATES)
        yield Figure(
            "open jobs of another owner, from 200, when it was measured last", left, "jobs", at_least=1
        )
        what = f"the same while another owner has {MANY} open: median"
        yield Figure(what, median(beside) / alone, "times as long", at_most=2)
        yield Figure("the longest of these", max(beside) / alone, "times as long")
        yield Figure(
            "jobs that were given a place while one of a higher priority waited",
            await _overtaken(http, ledger),
            "jobs",
            at_most=0,
        )


async def _animation(http: httpx.AsyncClient, owner: str) -> str:
    answer = await http.post(JOB, json=order(STEP_SECONDS), headers={"X-User-Id": owner})
    answer.raise_for_status()
    return str(answer.json()["job_id"])


async def _single(http: httpx.AsyncClient) -> float:
    since = time.perf_counter()
    job_id = await _animation(http, "single")
    while True:
        job = (await http.get(f"/api/job/{job_id}/status")).raise_for_status().json()
        if job["status"] == "completed":
            return time.perf_counter() - since
        await asyncio.sleep(0.02)


async def _overtaken(http: httpx.AsyncClient, ledger: Ledger) -> int:
    """How often a job was placed after one of a higher priority had been accepted, and before that one."""
    accepted: dict[str, datetime] = {}
    for priority, number in CLASSES:
        for _ in range(number):
            answer = await http.post("/api/v1/jobs", json=_script_video(priority))
            answer.raise_for_status()
            accepted[answer.json()["job_id"]] = datetime.now(UTC)
    while await ledger.count(kinds=[SCRIPT_VIDEO], states=OPEN_STATES):  # noqa: ASYNC110 - it is elsewhere
        await asyncio.sleep(0.1)
    rows: Sequence[Any] = await ledger._database.read(  # noqa: SLF001 - nobody else asks for it
        select(JobRow.id, JobRow.priority, JobRow.placed_at).where(JobRow.id.in_(accepted))
    )
    return sum(
        low.priority > high.priority and accepted[high.id] < low.placed_at < high.placed_at
        for low in rows
        for high in rows
    )


def _script_video(priority: int) -> dict[str, Any]:
    details = {
        "script_id": "fairness",
        "user_id": "someone",
        "title": str(STEP_SECONDS),
        "script_content": "Nothing is said.",
        "language": "en-US",
        "platform": "youtube",
        "duration": 5,
        "voice_provider": "azure",
    }
    return {"video_request": details, "priority": priority}
