"""Jobs of article videos and how they are cancelled: fields, words and codes to the letter.

The contracts are ``docs/contracts/article-videos.md`` and ``docs/contracts/job-cancellation.md``.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import pytest
from temporalio.client import Client

from api.waiting import EXPECTED
from contracts.activity import ActivityDef
from contracts.article_video import FETCH_ARTICLE
from contracts.errors import SourceRefused
from contracts.jobs import JobState
from contracts.video import COMPOSE_SCENE, ILLUSTRATE
from jobs import service
from tests.api.serving import Puppet, Serving, new_home, serve, settings_for
from tests.article_videos.clients import ARTICLE, GENERATE, create, ended, read, reads_until
from tests.article_videos.contract import STEPS
from tests.workflows.stage import Stage, article_video, full

pytestmark = pytest.mark.usefixtures("stage")

UUID = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
JOB_FIELDS = [
    "id",
    "status",
    "progress",
    "progress_message",
    "error_message",
    "video_id",
    "created_at",
    "started_at",
    "completed_at",
    *EXPECTED,
]
NOT_FOUND = {"detail": "Job not found: invalid-job-id"}


async def not_yet(*_: Any) -> None:
    """In the place of a job's start: accepted, and on its way to Temporal."""


async def another_kind(stage: Stage) -> str:
    """A job of another contract."""
    return (await stage.ledger.accept(full())).job.snapshot.job_id


# --- create -----------------------------------------------------------------------------------------------


async def test_creating_answers_with_a_pending_job(stage: Stage, api: Serving) -> None:
    response = await api.client.post(GENERATE, json=ARTICLE)

    assert response.status_code == 200
    answer = response.json()
    assert list(answer) == ["job_id", "status", "message"]
    assert UUID.fullmatch(answer["job_id"])
    assert answer["status"] == "pending"
    assert answer["message"] == "Video generation job created. Use job_id to track progress."
    order = (await stage.ledger.get(answer["job_id"])).order
    limits = {name: order[name] for name in ("url", "reuse", "time_limit", "hard_time_limit")}
    assert limits == {**ARTICLE, "reuse": None, "time_limit": "PT25M", "hard_time_limit": "PT30M"}


async def test_a_finished_video_may_be_the_answer_for_a_day_if_so_set(
    temporal: Client, home: Path, stage: Stage
) -> None:
    async with serve(settings_for(home, temporal, reuse_articles=True)) as api:
        job_id = await create(api)
    assert (await stage.ledger.get(job_id)).order["reuse"] == "P1D"


async def test_the_same_request_under_its_key_is_the_same_job(api: Serving) -> None:
    headers = {"Idempotency-Key": "once"}
    job_id = await create(api, headers=headers)
    await ended(api, job_id)

    again = await api.client.post(GENERATE, json=ARTICLE, headers=headers)
    other = await api.client.post(GENERATE, json={"url": "https://example.com/other"}, headers=headers)

    assert again.json()["job_id"] == job_id
    assert again.json()["status"] == "completed"
    assert other.status_code == 409


GOOD = {
    "https": "https://example.com/a?b=c&d=%20#e",
    "capitals": "HTTP://EXAMPLE.com/",
    "no path": "http://example.com",
    "port": "http://example.com:8080/",
    "Japanese": "https://例え.jp/記事",
    "IPv6": "http://[2606:4700:4700::1111]/",
    "long": "https://example.com/" + "a" * 1980,
}
BAD = {
    "empty": "",
    "blank": " ",
    "no scheme": "example.com/article",
    "relative": "/article",
    "only a host": "//example.com/",
    "ftp": "ftp://example.com/",
    "file": "file:///etc/passwd",
    "javascript": "javascript:alert(1)",
    "no host": "http://",
    "no host but a query": "http://?a",
    "no slashes": "http:example.com",
    "one slash": "http:/example.com",
    "three slashes": "http:///example.com",
    "user": "http://user@example.com/",
    "user and password": "http://user:password@example.com/",
    "empty user": "http://@example.com/",
    "backslash": "http://example.com\\@example.org/",
    "port that is none": "http://example.com:port/",
    "port too large": "http://example.com:99999/",
    "broken IPv6": "http://[::1",
    "space in the host": "http://exa mple.com/",
    "space before": " https://example.com/",
    "line break": "https://example.com/\n",
    "tab": "https://exam\tple.com/",
    "NUL": "https://example.com/\x00",
    "C1 control": "https://example.com/\x85",
    "lone surrogate": "https://example.com/\ud800",
    "too long": "https://example.com/" + "a" * 1981,
    "number": 5,
    "null": None,
    "list": ["https://example.com/"],
}


@pytest.mark.parametrize("url", GOOD.values(), ids=GOOD)
async def test_an_address_is_kept_as_it_was_sent(stage: Stage, api: Serving, url: str) -> None:
    job_id = await create(api, json={"url": url})
    assert (await stage.ledger.get(job_id)).order["url"] == url


@pytest.fixture
async def nothing_is_started(stage: Stage) -> AsyncIterator[None]:
    before = await stage.ledger.count()
    yield
    assert await stage.ledger.count() == before


@pytest.mark.usefixtures("nothing_is_started")
@pytest.mark.parametrize("url", BAD.values(), ids=BAD)
async def test_what_is_no_web_address_is_refused(api: Serving, url: Any) -> None:
    body = json.dumps({"url": url})  # with escapes for what is not ASCII: a lone surrogate too

    response = await api.client.post(GENERATE, content=body, headers={"Content-Type": "application/json"})

    assert response.status_code == 422, response.text
    assert response.json()["detail"].startswith("url: ")
    assert [error["field"] for error in response.json()["errors"]] == ["url"]


@pytest.mark.usefixtures("nothing_is_started")
async def test_a_request_without_an_address_is_refused(api: Serving) -> None:
    response = await api.client.post(GENERATE, json={"address": "https://example.com/"})

    assert response.status_code == 422
    assert response.json()["detail"] == "url: Field required"


# --- read -------------------------------------------------------------------------------------------------


async def test_a_pending_job_reads_as_documented(api: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    before = datetime.now(UTC).replace(microsecond=0, tzinfo=None)
    with monkeypatch.context() as patch:
        patch.setattr(api.services.jobs, "start", not_yet)
        job = await read(api, await create(api))

    created_at = job.pop("created_at")
    assert MOMENT.fullmatch(created_at)
    assert before <= datetime.fromisoformat(created_at) <= datetime.now(UTC).replace(tzinfo=None)
    assert UUID.fullmatch(job.pop("id"))
    assert job == {
        "status": "pending",
        "progress": 0,
        "progress_message": "Waiting to start...",
        "error_message": None,
        "video_id": None,
        "started_at": None,
        "completed_at": None,
        "position": None,
        "starts_in": 0,
        "ends_in": ANY,
    }


async def test_a_running_job_reads_as_documented(stage: Stage, api: Serving) -> None:
    running = Puppet(stage, ILLUSTRATE)
    job_id = await create(api)
    await running.started.wait()

    job = (await reads_until(api, job_id, lambda job: job["progress"] == 55))[-1]

    assert list(job) == JOB_FIELDS
    assert job["id"] == job_id
    assert job["status"] == "processing"
    assert type(job["progress"]) is int
    assert job["progress_message"] == "Downloading visual assets"
    assert job["error_message"] is job["video_id"] is job["completed_at"] is None
    assert MOMENT.fullmatch(job["started_at"])
    await api.client.post(f"/api/jobs/{job_id}/cancel")


async def test_a_completed_job_carries_the_id_of_its_video(api: Serving) -> None:
    job = await ended(api, await create(api))

    assert list(job) == JOB_FIELDS
    assert job["status"] == "completed"
    assert job["progress"] == 100
    assert job["progress_message"] == "Video created successfully"
    assert job["video_id"] == 5
    assert job["error_message"] is None
    assert MOMENT.fullmatch(job["completed_at"])
    assert job["created_at"] <= job["started_at"] <= job["completed_at"]


async def test_a_failed_job_says_why(stage: Stage, api: Serving) -> None:
    why = "https://example.com/article answered 403 Forbidden: it may need a login."
    stage.answers(FETCH_ARTICLE, SourceRefused(why))

    job = await ended(api, await create(api))

    assert job["status"] == "failed"
    assert job["error_message"] == why
    assert job["progress"] == 5
    assert job["video_id"] is None
    assert MOMENT.fullmatch(job["completed_at"])


async def test_a_job_that_is_nearly_done_does_not_read_as_done(stage: Stage, api: Serving) -> None:
    job = (await stage.ledger.accept(article_video())).job.snapshot
    nearly = {"sequence": 1, "state": JobState.RUNNING, "progress": 0.9999}
    await stage.ledger.record([job.model_copy(update=nearly)])

    assert (await read(api, job.job_id))["progress"] == 99


async def test_unknown_jobs_and_those_of_other_contracts_are_not_found(stage: Stage, api: Serving) -> None:
    animation = await another_kind(stage)
    for method, path in (("GET", ""), ("POST", "/cancel")):
        unknown = await api.client.request(method, f"/api/jobs/invalid-job-id{path}")
        other = await api.client.request(method, f"/api/jobs/{animation}{path}")
        assert unknown.status_code == other.status_code == 404
        assert unknown.json() == NOT_FOUND
        assert other.json() == {"detail": f"Job not found: {animation}"}
    assert (await stage.ledger.get(animation)).cancel_requested_at is None


# --- list -------------------------------------------------------------------------------------------------


async def test_jobs_are_listed_by_status_and_page_the_newest_first(
    temporal: Client, tmp_path: Path, migrated: Path
) -> None:
    async with serve(settings_for(new_home(tmp_path, migrated), temporal)) as api:
        ledger = api.services.ledger
        states = [*JobState, JobState.FAILED]
        ids: list[str] = []
        for number, state in enumerate(states):
            job = (await ledger.accept(article_video())).job.snapshot
            changes = {
                "state": state,
                "sequence": 1,
                "result": {"video_id": number} if state is JobState.COMPLETED else None,
                "finished_at": datetime.now(UTC) if state.ended else None,
            }
            await ledger.record([job.model_copy(update=changes)])
            ids.insert(0, job.job_id)
        await ledger.accept(full())

        async def listed(**params: Any) -> list[str]:
            response = await api.client.get("/api/jobs", params=params)
            assert response.status_code == 200, response.text
            answer = response.json()
            assert list(answer) == ["jobs", "count"]
            assert answer["count"] == len(answer["jobs"])
            assert all(list(job) == JOB_FIELDS for job in answer["jobs"])
            return [job["id"] for job in answer["jobs"]]

        assert await listed() == ids
        assert await listed(limit=2) == ids[:2]
        assert await listed(limit=2, offset=3) == ids[3:5]
        assert await listed(offset=100) == []
        assert await listed(status="failed") == [ids[0], ids[-1 - states.index(JobState.FAILED)]]
        assert await listed(status="failed", limit=1, offset=1) == [ids[-1 - states.index(JobState.FAILED)]]
        for word, state in (("processing", JobState.RUNNING), ("pending", JobState.PENDING)):
            assert await listed(status=word) == [ids[-1 - states.index(state)]]


@pytest.mark.parametrize("status", ["running", "success", "PENDING", "", "a\nb"])
async def test_a_wrong_status_is_told_the_right_ones(api: Serving, status: str) -> None:
    response = await api.client.get("/api/jobs", params={"status": status})

    assert response.status_code == 400
    right = "pending, processing, completed, failed, cancelled"
    assert response.json() == {"detail": f"Invalid status: {status}. Must be one of: {right}"}


@pytest.mark.parametrize("path", ["/api/jobs", "/api/videos"])
@pytest.mark.parametrize(
    ("field", "value"),
    [("limit", "0"), ("limit", "501"), ("limit", "a"), ("offset", "-1"), ("offset", "9" * 40)],
)
async def test_odd_pages_are_refused(api: Serving, path: str, field: str, value: str) -> None:
    response = await api.client.get(path, params={field: value})

    assert response.status_code == 422
    assert response.json()["detail"].startswith(f"{field}: ")


# --- cancel -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
async def test_a_job_is_cancelled_in_every_step(
    stage: Stage, api: Serving, step: ActivityDef[Any, Any]
) -> None:
    running = stage.holds(step)
    job_id = await create(api)
    await running.wait()

    response = await api.client.post(f"/api/jobs/{job_id}/cancel")

    assert response.status_code == 200
    assert response.json() == {"status": "cancelled", "message": f"Job {job_id} cancelled"}
    assert set(stage.stopped) == {step.name}
    job = await read(api, job_id)
    assert job["status"] == "cancelled"
    assert job["progress_message"] == "Job was cancelled"
    assert job["error_message"] is job["video_id"] is None
    assert MOMENT.fullmatch(job["completed_at"])


async def test_a_pending_job_is_cancelled(api: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(api.services.jobs, "start", not_yet)
        job_id = await create(api)

        response = await api.client.post(f"/api/jobs/{job_id}/cancel")

    assert response.status_code == 200
    assert response.json() == {"status": "cancelled", "message": f"Job {job_id} cancelled"}
    assert (await read(api, job_id))["status"] == "cancelled"


async def test_a_job_that_has_ended_cannot_be_cancelled(stage: Stage, api: Serving) -> None:
    completed = await create(api)
    await ended(api, completed)
    stage.answers(FETCH_ARTICLE, SourceRefused("no"))
    failed = await create(api)
    await ended(api, failed)
    cancelled = (await stage.ledger.accept(article_video())).job.snapshot.job_id
    assert (await api.client.post(f"/api/jobs/{cancelled}/cancel")).status_code == 200

    for word, job_id in (("completed", completed), ("failed", failed), ("cancelled", cancelled)):
        before = await read(api, job_id)
        response = await api.client.post(f"/api/jobs/{job_id}/cancel")
        assert response.status_code == 400
        assert response.json() == {"detail": f"Job {job_id} cannot be cancelled: it is already {word}."}
        assert await read(api, job_id) == before


async def test_a_job_that_did_not_stop_yet_is_not_called_cancelled(
    stage: Stage, api: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, may_stop = asyncio.Event(), asyncio.Event()
    running = asyncio.Event()

    async def stubborn(_: Any) -> None:
        running.set()
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        asked.set()
        await may_stop.wait()
        raise asyncio.CancelledError

    stage.acts[COMPOSE_SCENE.name] = stubborn
    monkeypatch.setattr(service, "CANCEL_SECONDS", 0.2)
    job_id = await create(api)
    await running.wait()
    await reads_until(api, job_id, lambda job: job["status"] == "processing")

    response = await api.client.post(f"/api/jobs/{job_id}/cancel")

    assert response.status_code == 202
    assert response.json() == {
        "status": "processing",
        "message": f"The cancel of job {job_id} is accepted, but no worker could stop it yet. "
        "It ends as cancelled as soon as one can.",
    }
    await asked.wait()
    assert (await read(api, job_id))["status"] == "processing"
    may_stop.set()
    assert (await ended(api, job_id))["status"] == "cancelled"


async def test_old_jobs_read_in_utc(stage: Stage, api: Serving) -> None:
    """A moment with another offset is the same moment."""
    job = (await stage.ledger.accept(article_video())).job.snapshot
    noon_in_tokyo = datetime.fromisoformat("2025-10-27T12:00:00.987+09:00")
    ending = {
        "sequence": 1,
        "state": JobState.FAILED,
        "started_at": noon_in_tokyo,
        "finished_at": noon_in_tokyo + timedelta(hours=1),
    }
    await stage.ledger.record([job.model_copy(update=ending)])

    read_back = await read(api, job.job_id)

    assert read_back["started_at"] == "2025-10-27T03:00:00"
    assert read_back["completed_at"] == "2025-10-27T04:00:00"
