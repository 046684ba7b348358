"""The whole stack with real processes: whatever is killed, an accepted job completes, once."""

import asyncio
import json
from collections import Counter
from pathlib import Path
from typing import Any

import av
import httpx
import psutil
import pytest
from httpx_sse import aconnect_sse
from temporalio.api.enums.v1 import EventType
from temporalio.client import Client

from runtime.stack import Stack
from runtime.temporal import connect

CONTENT = {"content": "ベクトルの加算を説明する動画"}


@pytest.fixture
async def temporal_client(stack: Stack) -> Client:
    return await connect(stack.settings)


async def submit(client: httpx.AsyncClient) -> str:
    response = await client.post("/api/job/animation/full", json=CONTENT)
    assert response.status_code == 200
    return str(response.json()["job_id"])


async def status(client: httpx.AsyncClient, job_id: str) -> dict[str, Any]:
    response = await client.get(f"/api/job/{job_id}/status")
    assert response.status_code == 200, response.text
    return dict(response.json())


async def until(client: httpx.AsyncClient, job_id: str, reached: str) -> dict[str, Any]:
    """Poll until the job is rendering with live progress, or has ended."""
    last = 0.0
    while True:
        job = await status(client, job_id)
        assert job["progress"] >= last, "progress went back"
        last = job["progress"]
        if reached == "rendering" and job["current_step"] == "executing" and last > 0.73:
            return job
        if job["status"] in {"completed", "failed"}:
            return job
        await asyncio.sleep(0.1)


async def activities(temporal: Client, job_id: str) -> Counter[str]:
    """How often each activity completed, by the workflow's history."""
    names: dict[int, str] = {}
    completed: Counter[str] = Counter()
    async for event in temporal.get_workflow_handle(job_id).fetch_history_events():
        if event.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED:
            names[event.event_id] = event.activity_task_scheduled_event_attributes.activity_type.name
        if event.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED:
            completed[names[event.activity_task_completed_event_attributes.scheduled_event_id]] += 1
    return completed


def assert_each_step_ran_once(completed: Counter[str]) -> None:
    assert set(completed.values()) == {1}, completed
    assert completed["animation.render"] == 1


def assert_plays(stack: Stack, job: dict[str, Any]) -> None:
    assert job["status"] == "completed", job
    with av.open(str(stack.settings.home / "artifacts") + job["result"]["video_path"]) as video:
        assert sum(1 for _ in video.decode(video=0)) > 100


async def test_a_killed_worker_loses_nothing_and_rendered_parts_are_kept(
    stack: Stack, client: httpx.AsyncClient, temporal_client: Client
) -> None:
    job_id = await submit(client)
    await until(client, job_id, "rendering")
    folder = stack.settings.scratch / job_id
    parts = {path: path.stat().st_mtime_ns for path in folder.rglob("partial_movie_files/**/*.mp4")}
    assert parts

    stack.worker.kill()
    await stack.worker.wait()
    await stack.worker.start()

    watched = asyncio.create_task(until(client, job_id, "end"))
    kept = 0
    while not watched.done():
        now = {path: _modified(path) for path in parts}
        kept = max(kept, sum(now[path] == modified for path, modified in parts.items()))
        await asyncio.sleep(0.1)
    assert_plays(stack, await watched)
    assert kept >= len(parts) - 1, "all but the part that was being written stay as they were"
    assert_each_step_ran_once(await activities(temporal_client, job_id))


def _modified(path: Path) -> int | None:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return None


async def test_a_worker_that_is_killed_again_while_it_starts_is_started_again(
    stack: Stack, client: httpx.AsyncClient
) -> None:
    keeping = asyncio.create_task(stack.keep_running())
    try:
        for _ in range(2):
            before = stack.worker.pid
            stack.worker.kill()
            while stack.worker.pid == before:
                await asyncio.sleep(0.01)
        job_id = await submit(client)
        while (await status(client, job_id))["status"] == "pending":
            assert not keeping.done()
            await asyncio.sleep(0.1)
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
    assert (await client.post(f"/api/job/{job_id}/cancel")).status_code == 200


async def test_a_killed_api_loses_no_event_of_a_stream(stack: Stack, client: httpx.AsyncClient) -> None:
    job_id = await submit(client)
    ids: list[int] = []

    async def read(last: int | None) -> None:
        headers = {} if last is None else {"Last-Event-ID": str(last)}
        async with aconnect_sse(client, "GET", f"/api/job/{job_id}/stream", headers=headers) as events:
            async for event in events.aiter_sse():
                if event.id and event.event != "status":
                    ids.append(int(event.id))
                if json.loads(event.data).get("current_step") == "executing" and last is None:
                    stack.api.kill()

    with pytest.raises(httpx.TransportError):
        await read(None)
    await stack.api.wait()
    await stack.api.start()
    await read(ids[-1])

    first = ids[0]
    assert ids == list(range(first, first + len(ids))), "without a gap or a repeat"
    assert_plays(stack, await status(client, job_id))


async def test_a_killed_temporal_server_loses_nothing(
    stack: Stack, client: httpx.AsyncClient, temporal_client: Client
) -> None:
    job_id = await submit(client)
    await until(client, job_id, "rendering")

    stack.temporal.kill()
    await stack.temporal.wait()
    try:
        now = await status(client, job_id)
        meanwhile = await submit(client)
        waiting = await status(client, meanwhile)
    finally:
        await stack.temporal.start()

    assert now["status"] == "running", "the ledger answers while Temporal is away"
    assert waiting["status"] == "pending", "it takes jobs, too"
    for accepted in (job_id, meanwhile):
        assert_plays(stack, await until(client, accepted, "end"))
        assert_each_step_ran_once(await activities(temporal_client, accepted))


async def test_a_cancelled_render_is_gone_within_two_seconds(stack: Stack, client: httpx.AsyncClient) -> None:
    before = _processes(stack.worker.pid)
    job_id = await submit(client)
    await until(client, job_id, "rendering")
    during = _processes(stack.worker.pid) - before
    assert during
    started = asyncio.get_running_loop().time()

    response = await client.post(f"/api/job/{job_id}/cancel")

    assert asyncio.get_running_loop().time() - started < 2
    assert response.status_code == 200
    assert (response.json()["status"], response.json()["error"]) == ("failed", "Job was cancelled")
    assert not {pid for pid in during if psutil.pid_exists(pid)}
    assert not (stack.settings.scratch / job_id).exists()
    assert not list((stack.settings.home / "artifacts").rglob(f"*{job_id}*/**/*"))
    assert (await status(client, job_id))["error"] == "Job was cancelled"


def _processes(pid: int) -> set[int]:
    return {child.pid for child in psutil.Process(pid).children(recursive=True)}


async def test_a_job_goes_on_after_everything_was_killed(stack: Stack, client: httpx.AsyncClient) -> None:
    job_id = await submit(client)
    await until(client, job_id, "rendering")
    processes = (stack.api, stack.worker, stack.temporal)

    for process in processes:
        process.kill()
    for process in processes:
        await process.wait()
    for process in reversed(processes):
        await process.start()

    assert_plays(stack, await until(client, job_id, "end"))


async def test_the_worker_leaves_when_asked_and_its_job_goes_on(
    stack: Stack, client: httpx.AsyncClient
) -> None:
    job_id = await submit(client)
    await until(client, job_id, "rendering")

    await stack.worker.stop()
    assert await stack.worker.wait() == 0
    await stack.worker.start()

    assert_plays(stack, await until(client, job_id, "end"))
