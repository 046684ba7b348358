"""Without Temporal: what is answered then, and that nothing is lost."""

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from temporalio.client import Client

from contracts.animation import PLAN, RENDER
from contracts.jobs import OPEN_STATES, JobState
from tests.api.serving import (
    FULL,
    VECTORS,
    Door,
    Puppet,
    Serving,
    data,
    port_of,
    serve,
    settings_for,
)
from tests.workflows.stage import Stage, full


@pytest.fixture
async def door(temporal: Client) -> AsyncIterator[Door]:
    """A way to Temporal, shut to begin with; its port is its own all the time."""
    made = Door(port_of(temporal))
    await made.open()
    made.shut()
    yield made
    made.shut()


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
        races = {"down": 10, "frozen": 50}[how]
        keys = [{"Idempotency-Key": f"{how} {number}"} for number in range(races)]
        found: dict[str, set[str]] = {}
        for key in keys:
            answers = await asyncio.gather(*(impatient(key) for _ in range(3)))
            found[key["Idempotency-Key"]] = {answer for answer in answers if answer}
        await door.open()
        last = await asyncio.gather(*(api.create(headers=key) for key in keys))
        while await stage.ledger.count(states=OPEN_STATES):
            await asyncio.sleep(0.05)

    assert stage.calls[PLAN.name] == len(set(last)) == races
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
