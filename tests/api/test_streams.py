"""Server-sent events: what a watcher is told, in which order, and what is left when it goes."""

import asyncio
import inspect
import re
from contextlib import aclosing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from httpx_sse import ServerSentEvent
from temporalio.client import Client

from api.hub import Hub
from contracts.activity import ActivityDef
from contracts.animation import (
    LINT,
    PLAN,
    PUBLISH,
    RENDER,
    RUN_PREFLIGHT,
    Animation,
    CheckReport,
    RenderReport,
)
from contracts.errors import InstructionNotUnderstood
from contracts.jobs import JobState
from tests.api.serving import (
    EDIT,
    FULL,
    VECTORS,
    Puppet,
    Serving,
    data,
    edit_of,
    serve,
    settings_for,
    until,
)
from tests.workflows.stage import BROKEN, Stage

pytestmark = pytest.mark.usefixtures("stage")

STEPS = [
    "initializing",
    "planning",
    "generating_script",
    "linting",
    "security_check",
    "preflight",
    "executing",
    "finalizing",
]


def assert_are_sound(events: list[ServerSentEvent], ending: str) -> None:
    """First the status, then progress that never goes back, then the ending; ids that only grow."""
    events = [event for event in events if event.event != "ping"]
    assert [event.event for event in events] == ["status", *["progress"] * (len(events) - 2), ending]
    progress = [data(event)["progress"] for event in events]
    assert progress == sorted(progress)
    ids = [int(event.id) for event in own_ids(events)]
    assert ids == sorted(set(ids))


def own_ids(events: list[ServerSentEvent]) -> list[ServerSentEvent]:
    """The events that carry an id; an event without one shows the id before it, as in a browser."""
    carried, last = [], ""
    for event in events:
        if event.id != last:
            carried.append(event)
            last = event.id
    return carried


def tasks_of_the_hub() -> list[asyncio.Task[Any]]:
    """Those that run what the hub's module defines."""
    module = inspect.getfile(Hub)
    coroutines = [(task, task.get_coro()) for task in asyncio.all_tasks()]
    return [task for task, c in coroutines if inspect.iscoroutine(c) and c.cr_code.co_filename == module]


async def nothing_is_watched(api: Serving) -> None:
    """Wait until the hub has no upstream, nor any of its tasks."""
    await until(lambda: not api.services.hub._upstreams and not tasks_of_the_hub())


@pytest.mark.parametrize("kind", ["full_generation", "edit"])
async def test_a_job_that_is_created_and_followed_tells_everything(
    stage: Stage, api: Serving, prior: Animation, kind: str
) -> None:
    path, body = (FULL, VECTORS) if kind == "full_generation" else (EDIT, edit_of(prior))

    events = await api.all_events(f"{path}/stream", "POST", json=body)

    assert_are_sound(events, "completed")
    first, last = data(events[0]), data(events[-1])
    assert first["status"] in ("pending", "running")
    assert first["job_type"] == kind
    assert last["status"] == "completed"
    assert last["result"]["video_id"] == "v"
    assert last == await api.status(last["job_id"])
    steps = list(dict.fromkeys(data(event)["current_step"] for event in events))
    assert steps == STEPS
    recorded = await stage.ledger.events(last["job_id"])
    assert [int(event.id) for event in own_ids(events)] == [e.sequence for e in recorded if e.sequence > 0]


async def test_headers_keep_proxies_from_buffering(api: Serving) -> None:
    async with api.client.stream("POST", f"{FULL}/stream", json=VECTORS) as response:
        assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert response.headers["cache-control"] == "no-store, no-transform"
        assert response.headers["x-accel-buffering"] == "no"
        assert "content-length" not in response.headers
        assert "content-encoding" not in response.headers
        job_id = response.headers["x-job-id"]
        first = (await anext(response.aiter_text())).splitlines()
        assert first[0] == "event: status"
        assert first[1].startswith("data: {")
        assert first[1].count(job_id) == 1


async def test_the_stream_of_a_running_job_starts_with_where_it_is(stage: Stage, api: Serving) -> None:
    render = Puppet(stage, RENDER)
    job_id = await api.create()
    await render.started.wait()
    await api.reads(job_id, lambda job: job["current_step"] == "executing")

    async with api.stream(f"/api/job/{job_id}/stream") as events:
        first = await anext(events)
        render.ends()
        rest = [event async for event in events]

    assert data(first)["current_step"] == "executing"
    assert data(first)["progress"] == pytest.approx(0.7)
    assert [data(event)["current_step"] for event in rest] == ["finalizing", "finalizing"]
    assert_are_sound([first, *rest], "completed")


async def test_the_stream_of_an_ended_job_tells_its_ending(stage: Stage, api: Serving) -> None:
    stage.answers(PLAN, InstructionNotUnderstood("Please say what to draw."))
    ended = await api.ended(await api.create())

    events = await api.all_events(f"/api/job/{ended['job_id']}/stream")

    assert [event.event for event in events] == ["status", "error"]
    assert data(events[0]) == data(events[1]) == ended
    assert ended["error"] == "Please say what to draw."


async def test_live_progress_comes_between_the_recorded_events_and_carries_no_id(
    stage: Stage, api: Serving
) -> None:
    render = Puppet(stage, RENDER)
    seen = []
    async with api.client.stream("POST", f"{FULL}/stream", json=VECTORS) as response:
        blocks = _blocks(response)
        for fraction in (0.25, 0.5, 0.75):
            render.beats(fraction, f"{fraction:.0%} of it")
            async for block in blocks:
                seen.append(block)
                if f"{fraction:.0%} of it" in block:
                    break
        render.ends()
        seen += [block async for block in blocks]

    live = [block for block in seen if "of it" in block]
    assert [float(re.findall(r'"progress": ([\d.]+)', block)[0]) for block in live] == [0.75, 0.8, 0.85]
    for block in seen:
        assert ("\nid: " in f"\n{block}") == (block not in live and "event: status" not in block)
    assert "event: completed" in seen[-1]


async def _blocks(response: httpx.Response) -> Any:
    """The events as they are on the wire."""
    rest = ""
    async for text in response.aiter_text():
        *whole, rest = (rest + text).split("\n\n")
        for block in whole:
            yield block


# --- ping -------------------------------------------------------------------------------------------------


async def test_silence_is_filled_with_pings_that_carry_a_timestamp(
    temporal: Client, home: Path, stage: Stage
) -> None:
    running = stage.holds(PLAN)
    before = datetime.now(UTC)
    async with serve(settings_for(home, temporal, ping_seconds=0.05)) as api:
        async with api.stream(f"{FULL}/stream", "POST", json=VECTORS) as events:
            job_id = data(await anext(events))["job_id"]
            await running.wait()
            pings = []
            async for event in events:
                if event.event == "ping":
                    pings.append(event)
                if len(pings) == 3:
                    break
        moments = [data(ping) for ping in pings]
        assert [list(moment) for moment in moments] == [["timestamp"]] * 3
        told = [moment["timestamp"] for moment in moments]
        assert told == sorted(told)
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", moment) for moment in told)
        assert before < datetime.fromisoformat(told[0]) <= datetime.now(UTC)
        await api.client.post(f"/api/job/{job_id}/cancel")


# --- resume -----------------------------------------------------------------------------------------------


async def test_last_event_id_goes_on_without_a_gap_or_a_repeat(api: Serving) -> None:
    events = own_ids(await api.all_events(f"{FULL}/stream", "POST", json=VECTORS))
    path = f"/api/job/{data(events[-1])['job_id']}/stream"

    for at, event in enumerate(events[:-1]):
        rest = await api.all_events(path, headers={"Last-Event-ID": event.id})
        assert [(e.event, e.id, e.data) for e in rest] == [(e.event, e.id, e.data) for e in events[at + 1 :]]

    seen_all = await api.client.get(path, headers={"Last-Event-ID": events[-1].id})
    assert seen_all.status_code == 204
    assert seen_all.content == b""


async def test_a_watcher_that_comes_back_to_a_running_job_misses_nothing(stage: Stage, api: Serving) -> None:
    preflight, render = Puppet(stage, RUN_PREFLIGHT), Puppet(stage, RENDER)
    seen: list[ServerSentEvent] = []
    async with api.stream(f"{FULL}/stream", "POST", json=VECTORS) as events:
        async for event in events:
            seen.append(event)
            if data(event)["current_step"] == "preflight":
                break
    preflight.ends()
    await render.started.wait()
    path = f"/api/job/{data(seen[0])['job_id']}/stream"

    async with api.stream(path, headers={"Last-Event-ID": seen[-1].id}) as events:
        seen.append(await anext(events))
        render.ends()
        seen += [event async for event in events]

    recorded = await stage.ledger.events(data(seen[0])["job_id"])
    assert [int(event.id) for event in own_ids(seen)] == [e.sequence for e in recorded if e.sequence > 0]
    assert_are_sound(seen, "completed")


async def test_what_is_replayed_of_a_running_job_is_not_below_what_a_poll_had_told(
    stage: Stage, api: Serving
) -> None:
    render = Puppet(stage, RENDER)
    job_id = await api.create()
    await render.started.wait()
    render.beats(0.9, "nearly done")
    told = (await api.reads(job_id, lambda job: job["message"] == "nearly done"))[-1]

    async with api.stream(f"/api/job/{job_id}/stream", headers={"Last-Event-ID": "1"}) as events:
        seen = [await anext(events)]
        render.ends()
        seen += [event async for event in events]

    progress = [told["progress"], *(data(event)["progress"] for event in seen)]
    assert progress == sorted(progress)
    recorded = await stage.ledger.events(job_id)
    assert [int(event.id) for event in own_ids(seen)] == [e.sequence for e in recorded if e.sequence > 1]


async def test_an_id_that_no_event_has_had_starts_afresh(stage: Stage, api: Serving) -> None:
    running = stage.holds(RENDER)
    job_id = await api.create()
    await running.wait()

    async with api.stream(f"/api/job/{job_id}/stream", headers={"Last-Event-ID": "999"}) as events:
        assert (await anext(events)).event == "status"
        await api.client.post(f"/api/job/{job_id}/cancel")
        assert [event async for event in events][-1].event == "error"


async def test_the_stream_goes_on_after_the_api_has_been_started_again(
    temporal: Client, home: Path, stage: Stage
) -> None:
    render = Puppet(stage, RENDER)
    async with (
        serve(settings_for(home, temporal)) as first,
        first.stream(f"{FULL}/stream", "POST", json=VECTORS) as events,
    ):
        seen = [await anext(events)]
        while data(seen[-1])["current_step"] != "executing":
            seen.append(await anext(events))
    job_id = data(seen[0])["job_id"]
    async with serve(settings_for(home, temporal)) as second:
        render.ends()
        seen += await second.all_events(f"/api/job/{job_id}/stream", headers={"Last-Event-ID": seen[-1].id})

    recorded = await stage.ledger.events(job_id)
    assert [int(event.id) for event in own_ids(seen)] == [e.sequence for e in recorded if e.sequence > 0]
    assert_are_sound(seen, "completed")


# --- progress never goes back ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "broken"),
    [(LINT, CheckReport(diagnostics=(BROKEN,))), (RENDER, RenderReport(diagnostics=(BROKEN,)))],
    ids=lambda value: getattr(value, "name", ""),
)
async def test_progress_never_goes_back_in_a_refined_job(
    stage: Stage, api: Serving, step: ActivityDef[Any, Any], broken: CheckReport
) -> None:
    stage.answers(step, broken, broken, type(broken)())
    job_id = await api.create()

    watching = asyncio.create_task(api.all_events(f"/api/job/{job_id}/stream"))
    reads = await api.reads(job_id, lambda job: job["status"] == "completed")

    progress = [read["progress"] for read in reads]
    assert progress == sorted(progress)
    assert_are_sound(await watching, "completed")
    steps = [event.step for event in await stage.ledger.events(job_id)]
    assert steps.count("refining") == 2


async def test_a_job_that_fails_after_live_progress_keeps_that_progress(stage: Stage, api: Serving) -> None:
    render = Puppet(stage, RENDER)
    job_id = await api.create()
    await render.started.wait()
    render.beats(0.9, "nearly done")
    live = (await api.reads(job_id, lambda job: job["message"] == "nearly done"))[-1]
    path = f"/api/job/{job_id}/stream"

    async with api.stream(path) as events:
        first = await anext(events)
        render.ends(InstructionNotUnderstood("no"))
        rest = [event async for event in events]

    assert live["progress"] == data(first)["progress"] == pytest.approx(0.88)
    assert_are_sound([first, *rest], "error")
    assert data(rest[-1])["progress"] == live["progress"]
    assert (await api.status(job_id)) == data(rest[-1])
    again = await api.all_events(path, headers={"Last-Event-ID": "1"})
    assert again[-1].data == rest[-1].data
    progress = [data(event)["progress"] for event in again]
    assert progress == sorted(progress)


async def test_a_cancel_keeps_the_live_progress_too(stage: Stage, api: Serving) -> None:
    running = stage.holds(RENDER)
    job_id = await api.create()
    await running.wait()
    live = (await api.reads(job_id, lambda job: job["message"] == "half of it"))[-1]

    told = (await api.client.post(f"/api/job/{job_id}/cancel")).json()

    assert told["progress"] == live["progress"]


async def test_a_retried_step_does_not_take_progress_back(stage: Stage, api: Serving) -> None:
    render = Puppet(stage, RENDER)
    job_id = await api.create()
    render.beats(0.9, "first try")
    watched: list[float] = []
    async with api.stream(f"/api/job/{job_id}/stream") as events:
        async for event in events:
            watched.append(data(event)["progress"])
            if data(event)["message"] == "first try":
                break
        render.ends(ConnectionError("the machine is gone"))
        render.beats(0.1, "second try")
        async for event in events:
            watched.append(data(event)["progress"])
            if data(event)["message"] == "second try":
                break
        render.ends()
        watched += [data(event)["progress"] async for event in events]

    assert watched == sorted(watched)
    assert stage.calls[RENDER.name] == 2


# --- watchers ---------------------------------------------------------------------------------------------


async def test_watchers_share_one_upstream_and_are_told_the_same(stage: Stage, api: Serving) -> None:
    render = Puppet(stage, RENDER)
    job_id = await api.create()
    await render.started.wait()
    await api.reads(job_id, lambda job: job["current_step"] == "executing")
    path = f"/api/job/{job_id}/stream"
    async with api.stream(path) as one, api.stream(path) as other:
        assert data(await anext(one)) == data(await anext(other))
        assert list(api.services.hub._upstreams) == [job_id]
        assert api.services.hub._upstreams[job_id].watchers == 2
        assert tasks_of_the_hub() != []
        render.ends()
        assert [e.data async for e in one] == [e.data async for e in other]

    await nothing_is_watched(api)


async def test_a_watcher_that_goes_leaves_nothing_behind_and_disturbs_nobody(
    stage: Stage, api: Serving
) -> None:
    render = Puppet(stage, RENDER)
    job_id = await api.create()
    await render.started.wait()
    path = f"/api/job/{job_id}/stream"
    async with api.stream(path) as stays:
        await anext(stays)
        async with api.stream(path) as goes:
            await anext(goes)
        await until(lambda: api.services.hub._upstreams[job_id].watchers == 1)
        render.beats(0.5, "still told")
        async for event in stays:
            if data(event)["message"] == "still told":
                break

    await nothing_is_watched(api)
    render.ends()
    await api.ended(job_id)


async def test_a_job_that_is_deleted_while_pending_ends_its_streams(
    api: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def not_yet(*_: Any) -> None:
        pass

    with monkeypatch.context() as patch:
        patch.setattr(api.services.jobs, "start", not_yet)  # accepted, and on its way to Temporal
        job_id = await api.create()
        async with api.stream(f"/api/job/{job_id}/stream") as events:
            assert data(await anext(events))["status"] == "pending"

            assert (await api.client.delete(f"/api/job/{job_id}")).status_code == 200

            assert (await api.client.get(f"/api/job/{job_id}/status")).status_code == 404
            last = [event async for event in events][-1]
    assert last.event == "error"
    assert data(last)["error"] == "Job was cancelled"
    await nothing_is_watched(api)


async def test_a_slow_watcher_is_told_every_event_and_the_ending(stage: Stage, api: Serving) -> None:
    """Behind HTTP the kernel's buffers would hide it: the hub's own stream is read, one event at a time."""
    plan = Puppet(stage, PLAN)
    hub: Hub = api.services.hub
    job_id = await api.create()
    await plan.started.wait()
    async with aclosing(hub.follow(job_id, after=0, silence=30)) as updates:
        told = [await anext(updates)]
        plan.ends()
        await until(lambda: hub._upstreams[job_id].ended)  # all of it comes before the next is asked for
        told += [update async for update in updates]

    assert [update.snapshot.sequence for update in told if update] == [
        event.sequence for event in await stage.ledger.events(job_id) if event.sequence > 0
    ]
    assert told[-1]
    assert told[-1].snapshot.state is JobState.COMPLETED


async def test_an_ending_counts_more_than_what_a_workflow_could_not_record(
    stage: Stage, api: Serving
) -> None:
    """A ledger that was away holds less than the workflow has told; ended from outside, the job has ended."""
    running = stage.holds(PUBLISH)
    job_id = await api.create()
    await running.wait()
    snapshot = (await stage.ledger.get(job_id)).snapshot
    ahead = snapshot.model_copy(update={"sequence": snapshot.sequence + 5, "progress": 0.97})
    api.services.hub.answer(ahead)

    told = await api.client.post(f"/api/job/{job_id}/cancel")

    assert told.json()["status"] == "failed"
    assert told.json()["progress"] == 0.97
    assert await api.status(job_id) == told.json()
