"""Lists and statistics over HTTP with many jobs in the ledger, on SQLite and on a real PostgreSQL.

The worst case: 100,000 jobs of each kind of video, all of one user. The real API serves them in a process of
its own, while jobs come and go. Temporal does not run: nothing of this asks it.
"""

import asyncio
import os
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import httpx
from pydantic import RootModel
from sqlalchemy import Connection, insert, text

from bench.figures import Figure, median, percentile
from contracts.article_video import ARTICLE_VIDEO
from contracts.jobs import JobState
from contracts.script_video import SCRIPT_VIDEO
from jobs.drafts import draft
from runtime.processes import ManagedProcess
from runtime.stack import ROOT
from store.engines import database_url, migrating_engine, reading_engine
from store.ledger import Ledger
from store.migrate import migrate
from store.records import JobDraft, row_values
from store.schema import JobRow
from tests.ports import free_ports
from tests.servers.postgres import postgres_server

KINDS: Final = (SCRIPT_VIDEO, ARTICLE_VIDEO)
JOBS: Final = 100_000
USER: Final = "user-456"
EACH: Final = 200
"""Requests of one sort."""
BATCH: Final = 1000
CHANGES_A_SECOND: Final = 20
STATES: Final = {
    JobState.COMPLETED: 90.0,
    JobState.FAILED: 5.0,
    JobState.CANCELLED: 4.5,
    JobState.RUNNING: 0.3,
    JobState.PENDING: 0.2,
}
"""How many of a hundred jobs are in each state."""
SCRIPT: Final = "This is a sentence of a script that somebody wrote for a video. " * 25
RESULT: Final = {
    "title": "My First Video",
    "video_path": "/script-videos/a3916274-a4ce-4fc8-bef9-b76d994fe482/video.mp4",
    "thumbnail_path": "/script-videos/a3916274-a4ce-4fc8-bef9-b76d994fe482/thumbnail.jpg",
    "captions_path": "/script-videos/a3916274-a4ce-4fc8-bef9-b76d994fe482/captions.srt",
    "duration": 15.2,
    "file_size": 345678,
    "resolution": "1920x1080",
    "language": "en-US",
    "made_by": {"script": "local", "voice": "kokoro:af_heart", "pictures": {"card": 3}},
    "credits": [],
    "video_id": 1,
}
V1: Final = "/api/v1/jobs"
REQUESTS: Final[dict[str, tuple[str, dict[str, str | int]]]] = {
    "statistics": (f"{V1}/stats/counts", {}),
    "a user's newest 100": (V1, {"user_id": USER, "page_size": 100}),
    "a user's oldest 100": (V1, {"user_id": USER, "page_size": 100, "page": JOBS // 100}),
    "everybody's newest 50": ("/api/jobs", {}),
    "50 from the 90,000th on": ("/api/jobs", {"offset": 90_000}),
    "50 that completed from the 80,000th on": ("/api/jobs", {"offset": 80_000, "status": "completed"}),
}
"""Of scripts, then of articles."""


async def measure(_: None) -> AsyncIterator[Figure]:
    """Each request in turn, again and again."""
    with tempfile.TemporaryDirectory(prefix="reelwork-bench-ledger-") as made, _postgres() as postgres_url:
        folder = Path(made)
        for name, url in (("SQLite", f"sqlite:///{folder}/ledger.db"), ("PostgreSQL", postgres_url)):
            await _fill(url)
            taken: dict[str, list[float]] = {what: [] for what in REQUESTS}
            async with _api(url, folder) as http, _traffic(url):
                for turn in range(EACH + 1):
                    for what, (path, parameters) in REQUESTS.items():
                        since = time.perf_counter()
                        (await http.get(path, params=parameters)).raise_for_status()
                        if turn:  # the first ones make the connections
                            taken[what].append(time.perf_counter() - since)
            for what, times in taken.items():
                told = f"{JOBS:,} jobs on {name}, {what}"
                yield Figure(f"{told}: median", 1000 * median(times), "ms")
                yield Figure(f"{told}: p99", 1000 * percentile(times, 99), "ms", at_most=50)


# --- databases --------------------------------------------------------------------------------------------


@contextmanager
def _postgres() -> Iterator[str]:
    """The URL of an empty database."""
    with postgres_server() as server:
        server.psql("CREATE DATABASE ledger")
        yield server.get_uri("ledger")


async def _fill(url: str) -> None:
    """Jobs as months of work would have left them."""
    await migrate(url)
    engine = migrating_engine(database_url(url))
    chance = random.Random(5)  # noqa: S311 - the same jobs on each database
    for kind in KINDS:
        patterns = await engine.run(partial(_patterns, kind))
        for start in range(0, JOBS, BATCH):
            rows = [_copy(patterns, chance, number) for number in range(start, start + BATCH)]
            await engine.run(partial(_insert, rows))
    await engine.close()
    if not url.startswith("sqlite"):
        await _vacuum(url)


def _insert(rows: list[dict[str, Any]], connection: Connection) -> None:
    connection.execute(insert(JobRow), rows)


Asked = RootModel[dict[str, Any]]
"""A request of any shape."""


async def _vacuum(url: str) -> None:
    """Do what a server does by itself within a minute."""
    engine = reading_engine(database_url(url))  # it opens no transaction, in which this cannot be
    await engine.run(lambda connection: connection.execute(text("VACUUM ANALYZE jobs")))
    await engine.close()


def _draft(kind: str) -> JobDraft:
    fields = _fields(kind)
    return draft(kind, USER, Asked(fields), fields)


def _patterns(kind: str, connection: Connection) -> dict[JobState, dict[str, Any]]:
    return {state: _row(kind, state, connection) for state in STATES}


def _row(kind: str, state: JobState, connection: Connection) -> dict[str, Any]:
    made = _draft(kind)
    step = "initializing" if state is JobState.PENDING else "composing"
    result = RESULT if state is JobState.COMPLETED else None
    first = made.first.model_copy(update={"state": state, "step": step, "result": result})
    return row_values(replace(made, first=first), made.order(connection))


def _copy(patterns: dict[JobState, dict[str, Any]], chance: random.Random, number: int) -> dict[str, Any]:
    """A row like the pattern of some state, with an id and times of its own."""
    (state,) = chance.choices(list(STATES), list(STATES.values()))
    created = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=20 * number)
    return {
        **patterns[state],
        "id": str(UUID(int=chance.getrandbits(128))),
        "created_at": created,
        "updated_at": created + timedelta(seconds=40),
        "started_at": None if state is JobState.PENDING else created + timedelta(seconds=1),
        "finished_at": created + timedelta(seconds=40) if state.ended else None,
    }


def _fields(kind: str) -> dict[str, Any]:
    if kind == ARTICLE_VIDEO:
        return {"url": "https://example.com/article"}
    return {
        "script_id": "test-123",
        "title": "My First Video",
        "script": SCRIPT,
        "language": "en-US",
        "format": "youtube",
        "duration": 15,
        "voice_provider": "azure",
    }


# --- the API, and what goes on beside ---------------------------------------------------------------------


@asynccontextmanager
async def _api(url: str, folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    (port,) = free_ports(1)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as http:

        async def ready() -> bool:
            try:
                return (await http.get("/healthz")).is_success
            except httpx.TransportError:
                return False

        process = ManagedProcess(
            "api",
            [sys.executable, "-m", "api.serve"],
            environment={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "REELWORK_HOME": str(folder),
                "REELWORK_DATABASE_URL": url,
                "REELWORK_API_PORT": str(port),
            },
            ready=ready,
            log_file=folder / "api.log",
        )
        await process.start()
        try:
            yield http
        finally:
            await process.stop()


@asynccontextmanager
async def _traffic(url: str) -> AsyncIterator[None]:
    """Jobs that are accepted, change and end, as workers record them."""

    async def go_on(ledger: Ledger) -> None:
        for kind in cycle(KINDS):
            snapshot = (await ledger.accept(_draft(kind))).job.snapshot
            for state in (JobState.RUNNING, JobState.RUNNING, JobState.COMPLETED):
                await asyncio.sleep(1 / CHANGES_A_SECOND)
                change = {"sequence": snapshot.sequence + 1, "state": state, "result": RESULT}
                snapshot = snapshot.model_copy(update=change)
                await ledger.record([snapshot])

    async with Ledger(url) as ledger:
        going = asyncio.create_task(go_on(ledger))
        try:
            yield
        finally:
            going.cancel()
            with suppress(asyncio.CancelledError):
                await going
