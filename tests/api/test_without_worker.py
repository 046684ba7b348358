"""Without a worker: what is answered then, and that nothing is lost.

No test here has the stage of the others: its workers stay until a module's last test, and would take jobs.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from temporalio.client import Client, WorkflowExecutionStatus, WorkflowFailureError
from temporalio.service import RPCError

from contracts.animation import PLAN
from contracts.jobs import JobState
from contracts.messages import message
from jobs import service
from store.ledger import Ledger
from tests.api.serving import Serving, data, new_home, serve, settings_for
from tests.workflows.stage import set_up


@pytest.fixture
async def lonely(temporal: Client, tmp_path: Path, migrated: Path) -> AsyncIterator[Serving]:
    """An API without any worker."""
    async with serve(settings_for(new_home(tmp_path, migrated), temporal)) as serving:
        yield serving
        for job in await serving.services.ledger.list(limit=100):
            handle = temporal.get_workflow_handle(job.snapshot.job_id)
            if (await handle.describe()).status is WorkflowExecutionStatus.RUNNING:
                await handle.terminate()


@pytest.fixture
async def job_id(temporal: Client, lonely: Serving) -> str:
    """A new job whose workflow is there, and waits for a worker."""
    job_id = await lonely.create()
    while True:
        try:
            await temporal.get_workflow_handle(job_id).describe()
        except RPCError:  # the outbox has not started it yet
            await asyncio.sleep(0.02)
        else:
            return job_id


async def test_a_job_without_a_worker_is_pending_in_reads_and_streams(lonely: Serving, job_id: str) -> None:
    assert (await lonely.status(job_id))["status"] == "pending"
    async with lonely.stream(f"/api/job/{job_id}/stream") as events:
        first = await anext(events)
    assert first.event == "status"
    assert data(first)["status"] == "pending"


async def test_a_job_that_no_worker_has_taken_is_cancelled_at_once_and_never_begins(
    temporal: Client, tmp_path: Path, lonely: Serving, job_id: str
) -> None:
    response = await lonely.client.post(f"/api/job/{job_id}/cancel")

    assert response.status_code == 200
    assert response.json()["error"] == "Job was cancelled"
    async with (
        Ledger(f"sqlite:///{tmp_path}/ledger.db") as ledger,
        set_up(temporal, ledger, tmp_path / "scratch") as stage,
    ):
        with pytest.raises(WorkflowFailureError):
            await temporal.get_workflow_handle(job_id).result()
        assert stage.calls[PLAN.name] == 0
    assert (await lonely.ended(job_id))["error"] == "Job was cancelled"


async def test_a_cancel_of_a_running_job_whose_worker_is_gone_is_accepted_and_holds(
    temporal: Client, tmp_path: Path, lonely: Serving, job_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "CANCEL_SECONDS", 0.2)
    running = (await lonely.services.ledger.get(job_id)).snapshot.model_copy(
        update={"state": JobState.RUNNING, "sequence": 1, "message": message("initializing")}
    )
    await lonely.services.ledger.record([running])  # as a worker that died just after

    response = await lonely.client.post(f"/api/job/{job_id}/cancel")

    assert response.status_code == 202
    assert response.json()["status"] == "running"
    assert response.json()["message"] == "Cancel accepted; no worker could stop the job yet."
    async with (
        Ledger(f"sqlite:///{tmp_path}/ledger.db") as ledger,
        set_up(temporal, ledger, tmp_path / "scratch"),
    ):
        assert (await lonely.ended(job_id))["error"] == "Job was cancelled"


async def test_a_pending_job_is_ended_and_then_deleted(
    temporal: Client, lonely: Serving, job_id: str
) -> None:
    response = await lonely.client.delete(f"/api/job/{job_id}")

    assert response.status_code == 200
    assert (await lonely.client.get(f"/api/job/{job_id}/status")).status_code == 404
    handle = temporal.get_workflow_handle(job_id)
    history = await handle.fetch_history()
    assert any(
        event.HasField("workflow_execution_cancel_requested_event_attributes") for event in history.events
    )
    await handle.terminate()
