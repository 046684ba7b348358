"""What a workflow records while the ledger takes nothing: it waits, and stands there afterwards."""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from temporalio.api.enums.v1 import EventType
from temporalio.client import Client

from contracts.animation import ANIMATION_STEPS, PLAN, REFINING
from contracts.errors import ServiceUnavailable
from contracts.jobs import JobSnapshot, JobState, Verdict
from store import writer
from store.ledger import Ledger
from tests.workflows.stage import ANSWERS, full, set_up


async def test_a_ledger_that_was_locked_for_a_while_has_every_change(
    temporal: Client, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = ledger.record
    planning, locked, refused = (asyncio.Event() for _ in range(3))

    async def recording(snapshots: Sequence[JobSnapshot]) -> Verdict:
        try:
            return await record(snapshots)
        except ServiceUnavailable:
            refused.set()
            raise

    async def plan(_: Any) -> Any:
        planning.set()
        await locked.wait()
        return ANSWERS[PLAN.name]

    monkeypatch.setattr(ledger, "record", recording)
    async with set_up(temporal, ledger, tmp_path / "scratch") as stage:
        stage.acts[PLAN.name] = plan
        job_id = await stage.submit(full())
        await planning.wait()
        monkeypatch.setattr(writer, "LIMIT", 0.6)
        with closing(sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            locked.set()
            await refused.wait()
            holder.execute("ROLLBACK")
        ended = await stage.ended(job_id)

    assert ended.state is JobState.COMPLETED
    events = await ledger.events(job_id)
    assert [event.sequence for event in events] == list(range(len(events)))
    assert events[-1] == ended
    told = {event.step for event in events}
    assert told == {step.name for step in ANIMATION_STEPS.steps if step is not REFINING}


async def test_what_leads_to_a_step_travels_with_it_and_only_the_ending_is_recorded_by_the_workflow(
    temporal: Client, ledger: Ledger, tmp_path: Path
) -> None:
    async with set_up(temporal, ledger, tmp_path / "scratch") as stage:
        job_id = await stage.submit(full())
        ended = await stage.ended(job_id)
        history = await temporal.get_workflow_handle(job_id).fetch_history()

    kinds = [event.event_type for event in history.events]
    assert kinds.count(EventType.EVENT_TYPE_MARKER_RECORDED) == 1
    events = await ledger.events(job_id)
    assert [event.sequence for event in events] == list(range(ended.sequence + 1))


async def test_what_led_to_a_step_that_never_began_is_recorded_with_the_ending(
    temporal: Client, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record, refused = ledger.record, asyncio.Event()

    async def recording(snapshots: Sequence[JobSnapshot]) -> Verdict:
        if snapshots[-1].state.ended:
            return await record(snapshots)
        refused.set()
        raise ServiceUnavailable("away")

    monkeypatch.setattr(ledger, "record", recording)
    async with set_up(temporal, ledger, tmp_path / "scratch") as stage:
        job_id = await stage.submit(full())
        await refused.wait()
        await stage.jobs.cancel(job_id, "it does not begin")
        ended = await stage.ended(job_id)

        assert stage.calls[PLAN.name] == 0
    assert ended.state is JobState.CANCELLED
    events = await ledger.events(job_id)
    assert [event.sequence for event in events] == list(range(ended.sequence + 1))
    assert ended.step in {event.step for event in events if event.state is JobState.RUNNING}
