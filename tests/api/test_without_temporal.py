"""Without a worker, and without Temporal: what is answered then, and that nothing is lost."""

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from temporalio.client import Client, WorkflowExecutionStatus, WorkflowFailureError

from contracts.animation import PLAN, RENDER
from contracts.jobs import OPEN_STATES, JobState
from contracts.messages import message
from jobs import service
from store.ledger import Ledger
from tests.api.serving import (
    FULL,
    VECTORS,
    Door,
    Puppet,
    Serving,
    data,
    new_home,
    port_of,
    serve,
    settings_for,
)
from tests.workflows.stage import Stage, full, set_up


@pytest.fixture
async def door(temporal: Client) -> AsyncIterator[Door]:
    """A way to Temporal, shut to begin with; its port is its own all the time."""
    made = Door(port_of(temporal))
    await made.open()
    made.shut()
    yield made
    made.shut()


@pytest.fixture
async def lonely(temporal: Client, tmp_path: Path, migrated: Path) -> AsyncIterator[Serving]:
    """An API without any worker."""
    async with serve(settings_for(new_home(tmp_path, migrated), temporal)) as serving:
        yield serving
        for job in await serving.services.ledger.list(limit=100):
            handle = temporal.get_workflow_handle(job.snapshot.job_id)
            if (await handle.describe()).status is WorkflowExecutionStatus.RUNNING:
                await handle.terminate()


# --- no worker --------------------------------------------------------------------------------------------


async def test_a_job_without_a_worker_is_pending_in_reads_and_streams(lonely: Serving) -> None:
    job_id = await lonely.create()

    assert (await lonely.status(job_id))["status"] == "pending"
    async with lonely.stream(f"/api/job/{job_id}/stream") as events:
        first = await anext(events)
    assert first.event == "status"
    assert data(first)["status"] == "pending"


async def test_a_job_that_no_worker_has_taken_is_cancelled_at_once_and_never_begins(
    temporal: Client, tmp_path: Path, lonely: Serving
) -> None:
    job_id = await lonely.create()

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
    temporal: Client, tmp_path: Path, lonely: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "CANCEL_SECONDS", 0.2)
    job_id = await lonely.create()
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


async def test_a_pending_job_is_ended_and_then_deleted(temporal: Client, lonely: Serving) -> None:
    job_id = await lonely.create()

    response = await lonely.client.delete(f"/api/job/{job_id}")

    assert response.status_code == 200
    assert (await lonely.client.get(f"/api/job/{job_id}/status")).status_code == 404
    handle = temporal.get_workflow_handle(job_id)
    history = await handle.fetch_history()
    assert any(
        event.HasField("workflow_execution_cancel_requested_event_attributes") for event in history.events
    )
    await handle.terminate()


# --- no Temporal ------------------------------------------------------------------------------------------


async def test_the_api_starts_and_answers_while_temporal_is_down(
    temporal: Client, door: Door, home: Path, stage: Stage
) -> None:
    async with serve(settings_for(home, temporal, temporal_port=door.port)) as api:
        assert (await api.client.get("/healthz")).json() == {"status": "ok"}
        ready = await api.client.get("/readyz")
        assert ready.status_code == 503
        assert ready.json()["status"] == "not ready"
        assert ready.json()["parts"]["temporal"] != "ok"
        assert ready.json()["parts"]["ledger"] == ready.json()["parts"]["artifacts"] == "ok"

        waiting = await api.create()
        assert (await api.status(waiting))["status"] == "pending"
        cancelled = await api.create()
        assert (await api.client.post(f"/api/job/{cancelled}/cancel")).status_code == 200
        async with api.stream(f"{FULL}/stream", method="POST", json=VECTORS) as events:
            streamed = data(await anext(events))
            await door.open()
            told = [event.event async for event in events]

        assert streamed["status"] == "pending"
        assert told[-1] == "completed"
        assert (await api.ended(waiting))["status"] == "completed"
        assert (await api.ended(cancelled))["error"] == "Job was cancelled"
    assert stage.calls[PLAN.name] == 2


@pytest.mark.parametrize("how", ["down", "frozen"])
async def test_a_key_is_one_job_under_any_race_while_temporal_is_away(
    temporal: Client, door: Door, home: Path, stage: Stage, how: str
) -> None:
    async with serve(settings_for(home, temporal, temporal_port=door.port)) as api:
        if how == "frozen":
            await door.open()
            assert (await api.ended(await api.create()))["status"] == "completed"
            stage.calls.clear()
            door.freeze()

        async def impatient(key: dict[str, str]) -> str | None:
            """A client that gives up sometimes before it is answered."""
            try:
                return await asyncio.wait_for(api.create(headers=key), chance.uniform(0.001, 0.05))
            except TimeoutError:
                return None

        chance = random.Random(14)  # noqa: S311 - the same every time
        keys = [{"Idempotency-Key": f"{how} {number}"} for number in range(25)]
        found: dict[str, set[str]] = {}
        for key in keys:
            answers = await asyncio.gather(*(impatient(key) for _ in range(3)))
            found[key["Idempotency-Key"]] = {answer for answer in answers if answer}
        await door.open()
        last = await asyncio.gather(*(api.create(headers=key) for key in keys))
        while await stage.ledger.count(states=OPEN_STATES):
            await asyncio.sleep(0.05)

    assert stage.calls[PLAN.name] == len(set(last)) == 25
    for name, job_id in zip(found, last, strict=True):
        assert found[name] <= {job_id}


async def test_when_temporal_goes_down_reads_are_answered_and_streams_go_on_later(
    temporal: Client, door: Door, home: Path, stage: Stage
) -> None:
    await door.open()
    render = Puppet(stage, RENDER)
    async with serve(settings_for(home, temporal, temporal_port=door.port)) as api:
        job_id = await api.create()
        await render.started.wait()
        await api.reads(job_id, lambda job: job["current_step"] == "executing")
        async with api.stream(f"/api/job/{job_id}/stream") as events:
            await anext(events)
            door.shut()

            while_down = await api.status(job_id)
            unwatched = await asyncio.wait_for(api.services.jobs.read(job_id), 5)
            render.ends()
            await stage.ended(job_id)
            await door.open()
            rest = [event async for event in events]

    assert while_down["current_step"] == unwatched.step == "executing"
    assert [event.event for event in rest] == ["progress", "completed"]


async def test_a_cancel_while_temporal_is_down_is_accepted(
    temporal: Client, door: Door, home: Path, stage: Stage
) -> None:
    running = stage.holds(RENDER)
    job_id = await stage.submit(full())
    await running.wait()
    async with serve(settings_for(home, temporal, temporal_port=door.port)) as api:
        response = await api.client.post(f"/api/job/{job_id}/cancel")

        assert response.status_code == 202
        assert response.json()["status"] == "running"
    assert (await stage.ledger.get(job_id)).cancel_requested_at
    await stage.jobs.reconcile(job_id)  # as the maintenance does
    assert (await stage.ended(job_id)).state is JobState.CANCELLED


async def _is_ready(api: Serving) -> bool:
    return (await api.client.get("/readyz")).status_code == 200
