"""The outbox: what is accepted is started, whatever happens between the ledger's commit and Temporal."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from contracts.animation import ANIMATION_FULL, PLAN, RENDER
from contracts.errors import NotBegunInTime
from contracts.jobs import JobSnapshot, JobState
from contracts.kinds import KINDS
from jobs import outbox
from jobs.outbox import Outbox
from store.ledger import Ledger
from store.records import JobDraft, JobRecord
from tests.workflows.stage import Stage, full, set_up

POOL: Final = KINDS[ANIMATION_FULL].pool


@pytest.fixture(autouse=True)
def _quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(outbox, "OTHERS_SECONDS", 0.1)


@pytest.fixture
def url(tmp_path: Path, migrated: Path) -> str:
    """A ledger of its own."""
    (tmp_path / "ledger.db").write_bytes(migrated.read_bytes())
    return f"sqlite:///{tmp_path}/ledger.db"


@pytest.fixture
async def stage(temporal: Client, url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """A stage on a ledger with one place for animations."""
    async with Ledger(url, {POOL: 1}) as ledger, set_up(temporal, ledger, tmp_path) as made:
        yield made


@asynccontextmanager
async def running(stage: Stage) -> AsyncIterator[None]:
    """An outbox on the stage's ledger."""
    task = asyncio.create_task(Outbox(stage.jobs).run())
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def accept(stage: Stage, job: JobDraft | None = None) -> str:
    return (await stage.jobs.submit(job or full())).job.snapshot.job_id


async def ended(stage: Stage, *job_ids: str) -> list[JobSnapshot]:
    """The jobs, when all have ended."""
    while True:
        jobs = [(await stage.ledger.get(job_id)).snapshot for job_id in job_ids]
        if all(job.state.ended for job in jobs):
            return jobs
        await asyncio.sleep(0.02)


async def test_jobs_run_one_after_another_where_there_is_one_place(stage: Stage) -> None:
    async with running(stage):
        ids = [await accept(stage) for _ in range(4)]
        jobs = await ended(stage, *ids)

    assert {job.state for job in jobs} == {JobState.COMPLETED}
    for before, after in itertools.pairwise(jobs):
        assert before.finished_at
        assert after.started_at
        assert before.finished_at <= after.started_at


async def test_a_waiting_job_has_no_workflow_and_its_time_limit_does_not_run(stage: Stage) -> None:
    held = stage.holds(RENDER)
    async with running(stage):
        first = await accept(stage)
        await held.wait()
        limit = timedelta(seconds=2)
        second = await accept(stage, full(limit))
        await asyncio.sleep(limit.total_seconds() + 0.2)  # longer than it may run

        assert await stage.jobs.describe(second) is None
        assert await stage.ledger.count_waiting() == 1
        assert (await stage.jobs.read(second)).state is JobState.PENDING
        del stage.acts[RENDER.name]
        await stage.jobs.cancel(first, "make room")

        assert (await ended(stage, second))[0].state is JobState.COMPLETED


async def test_a_waiting_job_is_cancelled_at_once_and_never_begins(stage: Stage) -> None:
    held = stage.holds(RENDER)
    async with running(stage):
        first = await accept(stage)
        await held.wait()
        waiting = await accept(stage)

        assert (await stage.jobs.cancel(waiting, "changed my mind")).state is JobState.CANCELLED

        await stage.jobs.cancel(first, "make room")
        assert await stage.jobs.describe(waiting) is None
        assert stage.calls[PLAN.name] == 1


async def test_a_cancel_that_a_crash_cut_off_from_its_waiting_job_is_finished(stage: Stage) -> None:
    held = stage.holds(RENDER)
    async with running(stage):
        first = await accept(stage)
        await held.wait()
        waiting = await accept(stage)
        await stage.ledger.request_cancel(waiting, "the API died after this")

        assert (await stage.jobs.reconcile(waiting)).state is JobState.CANCELLED

        await stage.jobs.cancel(first, "the test is over")


async def test_what_a_process_left_behind_is_started_by_another(stage: Stage, url: str) -> None:
    async with Ledger(url, {POOL: 1}) as died_after_its_commit:
        job = full()
        await died_after_its_commit.accept(job)

    async with running(stage):
        (snapshot,) = await ended(stage, job.first.job_id)

    assert snapshot.state is JobState.COMPLETED


async def test_whom_another_process_gave_a_place_is_left_to_it_for_a_while(
    stage: Stage, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "OTHERS_SECONDS", 3600)
    looks, to_start = 0, stage.ledger.to_start

    async def counted() -> Sequence[str]:
        nonlocal looks
        found = await to_start()
        looks += 1
        return found

    async def another_look() -> None:
        before = looks
        while looks < before + 2:
            await asyncio.sleep(0.01)

    monkeypatch.setattr(stage.ledger, "to_start", counted)
    async with Ledger(url, {POOL: 1}) as other, running(stage):
        await another_look()
        job = full()
        await other.accept(job)
        await another_look()

        assert await stage.jobs.describe(job.first.job_id) is None
        await stage.jobs.cancel(job.first.job_id, "the test is over")


async def test_a_start_that_temporal_does_not_take_is_tried_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(stage, monkeypatch, RPCError("away", RPCStatusCode.UNAVAILABLE, b""), times=3)
    async with running(stage):
        (snapshot,) = await ended(stage, await accept(stage))

    assert snapshot.state is JobState.COMPLETED
    assert stage.calls[PLAN.name] == 1


async def test_a_start_that_fails_in_an_unknown_way_keeps_no_other_from_starting(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    refuse(stage, monkeypatch, RuntimeError("a fault of ours"), times=1)
    async with Ledger(url) as no_limits, running(stage):
        jobs = [full() for _ in range(3)]
        for job in jobs:
            await no_limits.accept(job)
        snapshots = await ended(stage, *(job.first.job_id for job in jobs))

    assert {snapshot.state for snapshot in snapshots} == {JobState.COMPLETED}


async def test_several_outboxes_start_a_job_once(stage: Stage) -> None:
    async with running(stage), running(stage), running(stage):
        jobs = await ended(stage, *[await accept(stage) for _ in range(6)])

    assert {job.state for job in jobs} == {JobState.COMPLETED}
    assert stage.calls[PLAN.name] == 6


async def test_a_job_that_has_no_place_in_time_fails_and_nothing_was_done(stage: Stage) -> None:
    held = stage.holds(RENDER)
    async with running(stage):
        first = await accept(stage)
        await held.wait()

        late = await accept(stage, replace(full(), start_by=datetime.now(UTC) + timedelta(seconds=0.1)))
        (snapshot,) = await ended(stage, late)

        assert snapshot.state is JobState.FAILED
        assert snapshot.error
        assert snapshot.error.code == NotBegunInTime.code
        assert snapshot.started_at is None
        assert stage.calls[PLAN.name] == 1
        await stage.jobs.cancel(first, "the test is over")


async def test_the_outbox_goes_on_when_the_ledger_was_away(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_start, times = stage.ledger.to_start, 2

    async def away_at_first() -> Sequence[str]:
        nonlocal times
        times -= 1
        if times >= 0:
            raise OSError("no ledger")
        return await to_start()

    monkeypatch.setattr(stage.ledger, "to_start", away_at_first)
    async with running(stage):
        (snapshot,) = await ended(stage, await accept(stage))

    assert snapshot.state is JobState.COMPLETED


def refuse(stage: Stage, patch: pytest.MonkeyPatch, error: Exception, *, times: int) -> None:
    """Let the first starts fail."""
    start = stage.jobs.start

    async def fails_at_first(job: JobRecord) -> None:
        nonlocal times
        times -= 1
        if times >= 0:
            raise error
        await start(job)

    patch.setattr(stage.jobs, "start", fails_at_first)
