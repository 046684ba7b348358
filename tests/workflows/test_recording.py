"""What a workflow records while the ledger takes nothing: it waits, and stands there afterwards."""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
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
