"""The WebSocket: what a subscriber is told, in which order, and what is left when it goes.

The contract is ``docs/contracts/article-videos.md#events``.
"""

import asyncio
import json
from collections.abc import AsyncIterator, MutableMapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from temporalio.client import Client

from api import sockets
from api.app import create_app
from api.article_video import view
from contracts.article_video import FETCH_ARTICLE
from contracts.errors import ServiceUnavailable, SourceRefused
from contracts.jobs import JobSnapshot, JobState
from contracts.messages import CANCELLED, message
from contracts.video import ILLUSTRATE
from tests.api.serving import RECORDED_BY_TESTS, Puppet, Serving, serve, settings_for, until
from tests.article_videos.clients import (
    ARTICLE,
    ENDED,
    GENERATE,
    Message,
    connected,
    create,
    ended,
    is_status,
    read,
    statuses,
)
from tests.article_videos.contract import STAGES
from tests.workflows.stage import Stage, article_video, full

pytestmark = pytest.mark.usefixtures("stage")


async def pending(stage: Stage) -> JobSnapshot:
    """A job that only the ledger knows."""
    draft = article_video()
    RECORDED_BY_TESTS.add(draft.first.job_id)
    return (await stage.ledger.accept(draft)).job.snapshot


async def record(stage: Stage, job: JobSnapshot, sequence: int, **changes: Any) -> JobSnapshot:
    """A change of it; the job then."""
    if changes.get("state", JobState.RUNNING).ended:
        changes["finished_at"] = datetime.now(UTC)  # else it would hold its place
    changed = job.model_copy(update={"sequence": sequence, "state": JobState.RUNNING, **changes})
    await stage.ledger.record([changed])
    return changed


async def nothing_is_watched(api: Serving) -> None:
    await until(lambda: not api.services.hub._upstreams)


# --- a job from beginning to end --------------------------------------------------------------------------


async def test_the_contracts_front_end_follows_a_job_to_its_video(stage: Stage, api: Serving) -> None:
    """Its JavaScript client and "Frontend Integration", step by step; the video's details are looked up."""
    article = Puppet(stage, FETCH_ARTICLE)
    created = (await api.client.post(GENERATE, json=ARTICLE)).json()
    job_id = created["job_id"]
    told: list[Message] = []
    polled: list[dict[str, Any]] = []

    async def poll() -> None:
        while not polled or polled[-1]["status"] not in ENDED:
            polled.append(await read(api, job_id))
            await asyncio.sleep(0.05)

    polling = asyncio.create_task(poll())
    async with connected(api) as socket:
        await socket.send({"subscribe": job_id})
        await article.started.wait()
        article.ends()
        async for text in socket.connection:
            told.append(json.loads(text))
            if told[-1]["type"] == "job_status" and told[-1]["status"]["status"] == "completed":
                break
    await polling

    assert told[0] == {"type": "subscribed", "job_id": job_id, "message": f"Subscribed to job {job_id}"}
    bars = [(m["progress"], m["message"]) for m in told if m["type"] == "job_progress"]
    assert [bar for bar in bars if bar in STAGES] == list(STAGES)
    percents = [percent for percent, _ in bars]
    assert percents == sorted(percents)
    assert statuses(told)[-1] == polled[-1] == await read(api, job_id)
    assert statuses(told)[-1]["video_id"] == 5


async def test_every_change_is_told_by_both_messages(api: Serving, stage: Stage) -> None:
    article = Puppet(stage, FETCH_ARTICLE)
    job_id = await create(api)
    async with connected(api) as socket:
        await socket.subscribe(job_id)
        article.ends()
        told = await socket.until_ended(job_id)

    assert [message["type"] for message in told] == ["job_progress", "job_status"] * (len(told) // 2)
    for bar, status in zip(told[::2], told[1::2], strict=True):
        job = status["status"]
        assert bar == {
            "type": "job_progress",
            "job_id": job_id,
            "progress": job["progress"],
            "message": job["progress_message"],
        }
        assert list(status) == ["type", "job_id", "status"]
        assert list(job) == list(await read(api, job_id))
    jobs = statuses(told)
    assert all(one != other for one, other in pairwise(jobs))
    recorded = await stage.ledger.events(job_id)
    later = [view(event).progress for event in recorded if event.progress > 0.05]
    assert {job["progress"] for job in jobs} >= set(later)


async def test_a_subscriber_is_told_at_once_where_the_job_is(stage: Stage, api: Serving) -> None:
    running = stage.holds(ILLUSTRATE)
    job_id = await create(api)
    await running.wait()
    await until(lambda: _is_at(stage, job_id, 0.55))

    async with connected(api) as socket:
        await socket.subscribe(job_id)
        first, second = await socket.next(), await socket.next()

        assert (first["type"], first["progress"]) == ("job_progress", 55)
        assert second["status"] == await read(api, job_id)
        await api.client.post(f"/api/jobs/{job_id}/cancel")
        rest = await socket.until_ended(job_id)
    assert statuses(rest)[-1]["status"] == "cancelled"


async def _is_at(stage: Stage, job_id: str, progress: float) -> bool:
    return (await stage.ledger.get(job_id)).snapshot.progress == progress


async def test_the_ending_of_an_ended_job_is_told_once(stage: Stage, api: Serving) -> None:
    stage.answers(FETCH_ARTICLE, SourceRefused("The page needs a login."))
    job = await ended(api, await create(api))

    async with connected(api) as socket:
        await socket.subscribe(job["id"])
        bar, status = await socket.next(), await socket.next()
        next_answer = await socket.ask({"subscribe": "unknown"})

    assert (bar["progress"], bar["message"]) == (5, "Job failed")
    assert status == {"type": "job_status", "job_id": job["id"], "status": job}
    assert next_answer["type"] == "error"


# --- one job after another --------------------------------------------------------------------------


async def test_the_contracts_page_is_told_of_the_job_that_it_asked_for_last_alone(
    stage: Stage, api: Serving
) -> None:
    """It has one progress bar, and subscribes again when its user makes another video."""
    first, second = await pending(stage), await pending(stage)
    async with connected(api) as socket:
        await socket.subscribe(first.job_id)
        await socket.until(lambda m: is_status(m, first.job_id, "pending"))

        answer = await socket.subscribe(second.job_id)
        await until(lambda: list(api.services.hub._upstreams) == [second.job_id])
        await record(stage, first, 1, state=JobState.CANCELLED)
        await record(stage, second, 1, progress=0.05, message=message("extracting"))
        await record(stage, second, 2, state=JobState.CANCELLED, message=CANCELLED)
        told = await socket.until_ended(second.job_id)

    assert answer == {
        "type": "subscribed",
        "job_id": second.job_id,
        "message": f"Subscribed to job {second.job_id}",
    }
    assert {message["job_id"] for message in told} == {second.job_id}
    await nothing_is_watched(api)


async def test_a_job_that_is_not_there_leaves_the_subscription_as_it_is(stage: Stage, api: Serving) -> None:
    job = await pending(stage)
    async with connected(api) as socket:
        await socket.subscribe(job.job_id)
        await socket.until(lambda m: is_status(m, job.job_id, "pending"))

        assert (await socket.subscribe("unknown"))["type"] == "error"
        await record(stage, job, 1, state=JobState.CANCELLED)

        assert statuses(await socket.until_ended(job.job_id))[-1]["status"] == "cancelled"


async def test_a_second_subscription_is_answered_and_doubles_nothing(stage: Stage, api: Serving) -> None:
    job = await pending(stage)
    async with connected(api) as socket:
        answer = await socket.subscribe(job.job_id)
        await socket.until(lambda m: is_status(m, job.job_id, "pending"))

        assert await socket.subscribe(job.job_id) == answer
        await record(stage, job, 1, progress=0.05, message=message("extracting"))
        await record(stage, job, 2, state=JobState.CANCELLED, message=CANCELLED)
        told = await socket.until_ended(job.job_id)

    assert [status["status"] for status in statuses(told)] == ["processing", "cancelled"]
    assert len(told) == 4


async def test_after_an_ending_the_subscription_is_over_and_the_connection_is_not(api: Serving) -> None:
    async with connected(api) as socket:
        job_id = await create(api)
        await socket.subscribe(job_id)
        await socket.until_ended(job_id)
        await nothing_is_watched(api)

        assert (await socket.subscribe(job_id))["type"] == "subscribed"
        again = [await socket.next(), await socket.next()]

    assert statuses(again) == [await read(api, job_id)]


# --- what goes wrong --------------------------------------------------------------------------------------


async def test_unknown_jobs_are_an_error_and_the_connection_stays(stage: Stage, api: Serving) -> None:
    animation = (await stage.ledger.accept(full())).job.snapshot.job_id
    job = await pending(stage)
    async with connected(api) as socket:
        for job_id in ("unknown", animation, "円", "../..", "'; --"):
            assert await socket.subscribe(job_id) == {
                "type": "error",
                "job_id": job_id,
                "message": f"Job not found: {job_id}",
            }
        assert (await socket.subscribe(job.job_id))["type"] == "subscribed"


@pytest.mark.parametrize(
    "message",
    [
        "",
        "hello",
        "{",
        "5",
        "[]",
        "null",
        "{}",
        '{"subscribe": null}',
        '{"subscribe": 5}',
        '{"subscribe": ""}',
        '{"subscribe": ["a"]}',
        '{"subscribe": "a\\u0000"}',
        '{"subscribe": "\\ud800"}',
        '{"unsubscribe": "a"}',
        "[" * 4000,
        b'{"subscribe": "a"}',
        b"\xff",
    ],
)
async def test_what_cannot_be_read_is_told_what_is_expected(
    stage: Stage, api: Serving, message: str | bytes
) -> None:
    job = await pending(stage)
    async with connected(api) as socket:
        assert await socket.ask(message) == {"type": "error", "message": sockets.EXPECTED}
        assert (await socket.subscribe(job.job_id))["type"] == "subscribed"


async def test_a_long_message_is_refused(api: Serving) -> None:
    async with connected(api) as socket:
        answer = await socket.ask({"subscribe": "a" * 5000})
        assert answer == {"type": "error", "message": "The message is longer than 4096 characters."}
        assert (await socket.subscribe("unknown"))["type"] == "error"


async def test_a_ledger_that_does_not_answer_is_an_error_and_the_connection_stays(
    stage: Stage, api: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = await pending(stage)

    async def away(*_: Any) -> None:
        raise ServiceUnavailable("The ledger does not answer. Please try again.")

    error = {
        "type": "error",
        "job_id": job.job_id,
        "message": "The ledger does not answer. Please try again.",
    }
    async with connected(api) as socket:
        with monkeypatch.context() as patch:
            patch.setattr(api.services.ledger, "get", away)
            assert await socket.subscribe(job.job_id) == error
        with monkeypatch.context() as patch:
            patch.setattr(api.services.ledger, "events", away)
            assert (await socket.subscribe(job.job_id))["type"] == "subscribed"
            assert await socket.next() == error
        await nothing_is_watched(api)
        assert (await socket.subscribe(job.job_id))["type"] == "subscribed"
        assert (await socket.next())["type"] == "job_progress"


# --- when somebody goes -----------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["close", "abort"])
async def test_a_subscriber_that_goes_leaves_nothing_behind_and_disturbs_nobody(
    stage: Stage, api: Serving, how: str
) -> None:
    job = await pending(stage)
    async with connected(api) as stays:
        await stays.subscribe(job.job_id)
        async with connected(api) as goes:
            await goes.send({"subscribe": job.job_id})
            await until(lambda: api.services.hub._upstreams[job.job_id].watchers == 2)
            if how == "abort":
                goes.connection.transport.abort()
        await until(lambda: api.services.hub._upstreams[job.job_id].watchers == 1)

        await record(stage, job, 1, state=JobState.CANCELLED)
        await stays.until_ended(job.job_id)
    await nothing_is_watched(api)


async def test_an_api_that_stops_closes_its_connections(temporal: Client, home: Path, stage: Stage) -> None:
    job = await pending(stage)
    async with AsyncExitStack() as running:
        api = await running.enter_async_context(serve(settings_for(home, temporal)))
        async with connected(api) as socket:
            await socket.subscribe(job.job_id)

            await running.aclose()

            await socket.connection.wait_closed()
            assert socket.connection.close_code == 1012


# --- slow clients -----------------------------------------------------------------------------------------


class Slow:
    """A client of the application itself: behind HTTP the kernel's buffers would hide how it reads."""

    def __init__(self, api: Serving) -> None:
        self.says: asyncio.Queue[Message] = asyncio.Queue()
        self.told: list[Message] = []
        self.reads = asyncio.Event()
        self.given_up = False
        self._app = create_app(api.services.settings)
        self._services = api.services

    async def receive(self) -> MutableMapping[str, Any]:
        return await self.says.get()

    async def send(self, message: MutableMapping[str, Any]) -> None:
        await self.reads.wait()
        if self.given_up:
            raise RuntimeError("Unexpected ASGI message 'websocket.send', after sending 'websocket.close'.")
        if message["type"] == "websocket.send":
            self.told.append(json.loads(message["text"]))

    @asynccontextmanager
    async def connected(self, job: JobSnapshot) -> AsyncIterator["asyncio.Task[None]"]:
        """The task that talks with it, once it has subscribed to a job and been told its state."""
        self.reads.set()
        state = {"services": self._services}
        scope = {"type": "websocket", "path": "/ws", "headers": [], "query_string": b"", "state": state}
        self.says.put_nowait({"type": "websocket.connect"})
        talk = asyncio.create_task(self._app(scope, self.receive, self.send))
        subscribe = json.dumps({"subscribe": job.job_id})
        self.says.put_nowait({"type": "websocket.receive", "text": subscribe})
        await until(lambda: len(self.told) == 4 or talk.done())
        try:
            yield talk
        finally:
            self.says.put_nowait({"type": "websocket.disconnect", "code": 1001})
            await talk


async def test_a_slow_subscriber_is_told_every_event_and_the_ending_and_hurts_nobody(
    stage: Stage, api: Serving
) -> None:
    job = await pending(stage)
    slow = Slow(api)
    async with slow.connected(job), connected(api) as quick:
        await quick.subscribe(job.job_id)
        slow.reads.clear()
        for number in range(1, 50):
            await record(stage, job, number, progress=number / 100, message=message(f"Change {number}"))
        await record(stage, job, 50, state=JobState.CANCELLED)
        api.services.hub.answer((await stage.ledger.get(job.job_id)).snapshot)
        await quick.until_ended(job.job_id)

        slow.reads.set()
        await until(lambda: is_status(slow.told[-1], job.job_id, "cancelled"))
        told = [status["progress"] for status in statuses(slow.told)]
    assert told == [0, *range(1, 50), 49]


async def test_a_subscriber_that_takes_nothing_is_left(
    stage: Stage, api: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "SEND_SECONDS", 0.05)
    job = await pending(stage)
    slow = Slow(api)
    async with slow.connected(job) as talk:
        slow.reads.clear()
        await record(stage, job, 1, progress=0.05)
        api.services.hub._upstreams[job.job_id].look()

        await talk

    await nothing_is_watched(api)


async def test_a_connection_that_the_server_gave_up_ends_without_a_fuss(stage: Stage, api: Serving) -> None:
    """Uvicorn raises RuntimeError for it, for instance after a ping that was not answered."""
    job = await pending(stage)
    slow = Slow(api)
    async with slow.connected(job) as talk:
        slow.given_up = True
        slow.says.put_nowait({"type": "websocket.receive", "text": "hello"})

        await talk
    await nothing_is_watched(api)
