"""The maintenance on the real server: what a crash left is put right, what is too old is forgotten."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from temporalio.client import Client, WorkflowExecutionStatus

from activities.maintenance import GRACE
from contracts.animation import RENDER
from contracts.jobs import JobError, JobState
from contracts.maintenance import MaintenanceOrder
from contracts.names import CORE_QUEUE, MAINTENANCE_WORKFLOW, plan_key
from store.ledger import Ledger
from store.records import JobDraft
from tests.workflows.stage import Stage, full, set_up

KEEP = MaintenanceOrder(retention=timedelta(days=30), cancelled_retention=timedelta(days=7))


@pytest.fixture
async def stage(temporal: Client, ledger: Ledger, tmp_path: Path) -> AsyncIterator[Stage]:
    async with set_up(temporal, ledger, tmp_path) as made:
        yield made


def old(age: timedelta = GRACE * 2) -> JobDraft:
    """A draft that was accepted some time ago."""
    then = datetime.now(UTC) - age
    draft = full()
    first = draft.first.model_copy(update={"created_at": then, "updated_at": then})
    return JobDraft(first=first, order=draft.order, generation=draft.generation)


async def maintain(stage: Stage) -> None:
    """Run the maintenance once, as the schedule does."""
    await stage.client.execute_workflow(
        MAINTENANCE_WORKFLOW, KEEP, id=f"maintenance-{uuid4()}", task_queue=CORE_QUEUE
    )


async def test_a_row_without_a_workflow_is_started_and_completes(stage: Stage) -> None:
    draft = old()
    await stage.ledger.accept(draft)

    await maintain(stage)

    assert (await stage.ended(draft.first.job_id)).state is JobState.COMPLETED


async def test_a_row_that_was_just_accepted_is_left_to_its_api(stage: Stage) -> None:
    draft = full()
    await stage.ledger.accept(draft)

    await maintain(stage)

    assert await stage.jobs.describe(draft.first.job_id) is None


async def test_a_workflow_terminated_in_the_web_ui_becomes_a_failed_job_with_that_reason(
    stage: Stage,
) -> None:
    running = stage.holds(RENDER)
    draft = old()
    await stage.ledger.accept(draft)
    await stage.jobs.start(await stage.ledger.get(draft.first.job_id))
    await running.wait()
    await stage.client.get_workflow_handle(draft.first.job_id).terminate(reason="no budget left")

    await stage.jobs.put_right(draft.first.job_id)

    snapshot = (await stage.ledger.get(draft.first.job_id)).snapshot
    assert snapshot.state is JobState.FAILED
    assert snapshot.error
    assert "no budget left" in snapshot.error.message


async def test_a_cancel_that_never_reached_temporal_is_passed_on(stage: Stage) -> None:
    running = stage.holds(RENDER)
    draft = old()
    job_id = draft.first.job_id
    await stage.ledger.accept(draft)
    await stage.jobs.start(await stage.ledger.get(job_id))
    await running.wait()
    await stage.ledger.request_cancel(job_id, "the API died after this")

    await stage.jobs.put_right(job_id)

    assert (await stage.ended(job_id)).state is JobState.CANCELLED
    description = await stage.client.get_workflow_handle(job_id).describe()
    assert description.status is WorkflowExecutionStatus.CANCELED


async def test_a_cancelled_row_without_a_workflow_is_never_started(stage: Stage) -> None:
    draft = old()
    job_id = draft.first.job_id
    await stage.ledger.accept(draft)
    await stage.ledger.request_cancel(job_id, "before it was started")

    await stage.jobs.put_right(job_id)

    assert (await stage.ledger.get(job_id)).snapshot.state is JobState.CANCELLED
    assert await stage.jobs.describe(job_id) is None


async def test_what_an_ended_job_left_is_swept_up_and_what_an_open_one_needs_is_not(stage: Stage) -> None:
    running = stage.holds(RENDER)
    job_id = await stage.submit(full())
    await running.wait()
    await stage.artifacts.put(plan_key(job_id), b"needed")
    await stage.artifacts.put(plan_key("forgotten"), b"left behind")

    await maintain(stage)

    assert await stage.artifacts.folders("jobs/") == [job_id]
    await stage.jobs.cancel(job_id, "done with")
    assert await stage.artifacts.folders("jobs/") == []


async def test_retention_forgets_by_age_and_ending(stage: Stage) -> None:
    kept: list[str] = []
    forgotten: list[str] = []
    for state, days, expected in (
        (JobState.COMPLETED, 31, forgotten),
        (JobState.FAILED, 29, kept),
        (JobState.CANCELLED, 8, forgotten),
        (JobState.CANCELLED, 6, kept),
    ):
        draft = full()
        await stage.ledger.accept(draft)
        then = datetime.now(UTC) - timedelta(days=days)
        error = JobError(code="X", message="x") if state is JobState.FAILED else None
        update = {"state": state, "sequence": 1, "finished_at": then, "updated_at": then, "error": error}
        await stage.ledger.record([draft.first.model_copy(update=update)])
        expected.append(draft.first.job_id)

    await maintain(stage)

    left = {snapshot.job_id for snapshot in await stage.ledger.list(limit=10)}
    assert left == set(kept)
