"""The endpoints of ``docs/contracts/animation-jobs.md`` but the streams: fields, words, codes and errors."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from api.waiting import EXPECTED
from contracts.animation import RENDER, WRITE, Animation, video_key
from contracts.errors import InstructionNotUnderstood
from contracts.jobs import ENDED_STATES, JobState
from store.records import JobRecord
from tests.api.serving import EDIT, FULL, VECTORS, Puppet, Serving, data, edit_of, published
from tests.workflows.stage import Stage, full

pytestmark = pytest.mark.usefixtures("stage")

UUID = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")
TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
STATUS_FIELDS = [
    "job_id",
    "job_type",
    "status",
    "progress",
    "current_step",
    "message",
    "result",
    "error",
    "created_at",
    "updated_at",
    *EXPECTED,
]
NOT_FOUND = {"detail": "Job not found: invalid-job-id"}


def assert_is_created(answer: dict[str, Any], what: str) -> None:
    assert list(answer) == ["job_id", "status", "message"]
    assert UUID.fullmatch(answer["job_id"])
    assert answer["status"] == "pending"
    assert answer["message"] == f"{what} job created. Poll /api/job/{answer['job_id']}/status for progress."


async def test_create_edit_answers_with_a_pending_job(api: Serving, prior: Animation) -> None:
    response = await api.client.post(EDIT, json=edit_of(prior))

    assert response.status_code == 200
    assert_is_created(response.json(), "Edit")
    ended = await api.ended(response.json()["job_id"])
    assert ended["job_type"] == "edit"
    assert ended["status"] == "completed"


@pytest.mark.parametrize("how", ["body", "query"])
async def test_create_full_takes_its_fields_in_a_body_or_in_the_query(
    stage: Stage, api: Serving, how: str
) -> None:
    fields = {**VECTORS, "additional_instructions": "日本語で、シンプルに"}

    response = await (
        api.client.post(FULL, json=fields) if how == "body" else api.client.post(FULL, params=fields)
    )

    assert response.status_code == 200
    assert_is_created(response.json(), "Full generation")
    ended = await api.ended(response.json()["job_id"])
    assert ended["job_type"] == "full_generation"
    order = (await stage.ledger.get(ended["job_id"])).order
    assert {name: order[name] for name in fields} == fields


async def test_a_pending_job_reads_so(api: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    async def not_yet(*_: Any) -> None:
        pass

    monkeypatch.setattr(api.services.jobs, "start", not_yet)  # accepted, and on its way to Temporal
    job_id = await api.create()

    read = await api.status(job_id)

    assert list(read) == STATUS_FIELDS
    assert read["status"] == "pending"
    assert read["current_step"] == "initializing"
    assert read["progress"] == 0
    assert read["result"] is None
    assert read["error"] is None
    assert (await api.client.delete(f"/api/job/{job_id}")).status_code == 200


async def test_a_running_job_reads_as_documented(stage: Stage, api: Serving) -> None:
    render = Puppet(stage, RENDER)
    before = datetime.now(UTC) - timedelta(milliseconds=1)
    job_id = await api.create()
    await render.started.wait()
    render.beats(0.5, "Rendering animation 3 of 6")

    read = (await api.reads(job_id, lambda job: job["message"] == "Rendering animation 3 of 6"))[-1]
    render.ends()

    assert list(read) == STATUS_FIELDS
    assert read["job_id"] == job_id
    assert read["job_type"] == "full_generation"
    assert read["status"] == "running"
    assert read["current_step"] == "executing"
    assert read["progress"] == pytest.approx(0.8)
    assert read["result"] is None
    assert read["error"] is None
    for moment in ("created_at", "updated_at"):
        assert TIMESTAMP.fullmatch(read[moment])
        assert before < datetime.fromisoformat(read[moment]) <= datetime.now(UTC)
    await api.ended(job_id)


async def test_a_completed_job_carries_its_result(api: Serving) -> None:
    ended = await api.ended(await api.create())

    assert list(ended) == STATUS_FIELDS
    assert ended["status"] == "completed"
    assert ended["progress"] == 1.0
    assert ended["current_step"] == "finalizing"
    assert ended["message"] == "Job completed successfully"
    assert ended["error"] is None
    assert list(ended["result"])[:6] == [
        "ok",
        "video_id",
        "video_path",
        "prompt_path",
        "manim_code_path",
        "message",
    ]
    assert ended["result"]["ok"] is True
    assert ended["result"]["message"] == "Video generated successfully"
    assert isinstance(ended["result"]["generation_id"], int)
    assert TIMESTAMP.fullmatch(ended["updated_at"])


async def test_a_failed_job_says_why_and_where(stage: Stage, api: Serving) -> None:
    stage.answers(WRITE, InstructionNotUnderstood("LLM API rate limit exceeded"))

    ended = await api.ended(await api.create())

    assert ended["status"] == "failed"
    assert ended["current_step"] == "generating_script"
    assert 0.2 <= ended["progress"] < 0.4
    assert ended["message"] == "Job failed"
    assert ended["result"] is None
    assert ended["error"] == "LLM API rate limit exceeded"


# --- cancel -----------------------------------------------------------------------------------------------


async def test_cancel_stops_a_running_job_and_it_reads_as_failed(stage: Stage, api: Serving) -> None:
    running = stage.holds(RENDER)
    job_id = await api.create()
    await running.wait()

    response = await api.client.post(f"/api/job/{job_id}/cancel")

    assert response.status_code == 200
    told = response.json()
    assert list(told) == STATUS_FIELDS
    assert told["status"] == "failed"
    assert told["error"] == "Job was cancelled"
    assert stage.stopped == [RENDER.name]
    assert await api.status(job_id) == told


async def test_cancel_of_an_ended_job_is_refused(api: Serving) -> None:
    job_id = await api.create()
    ended = await api.ended(job_id)

    response = await api.client.post(f"/api/job/{job_id}/cancel")

    assert response.status_code == 400
    assert response.json() == {"detail": "Cannot cancel a job that has ended: completed"}
    assert await api.status(job_id) == ended


async def test_cancel_while_it_is_watched_is_what_every_later_read_says(stage: Stage, api: Serving) -> None:
    running = stage.holds(RENDER)
    job_id = await api.create()
    await running.wait()
    async with api.stream(f"/api/job/{job_id}/stream") as events:
        await anext(events)

        told = (await api.client.post(f"/api/job/{job_id}/cancel")).json()

        assert await api.status(job_id) == told
        last = [event async for event in events][-1]
        assert last.event == "error"
        assert data(last) == told


# --- delete -----------------------------------------------------------------------------------------------


async def test_delete_of_a_running_job_is_refused_and_leaves_it_running(stage: Stage, api: Serving) -> None:
    render = Puppet(stage, RENDER)
    job_id = await api.create()
    await render.started.wait()
    await api.reads(job_id, lambda job: job["current_step"] == "executing")

    response = await api.client.delete(f"/api/job/{job_id}")

    assert response.status_code == 400
    assert response.json() == {"detail": "Cannot delete a running job. Wait for completion or failure."}
    render.ends()
    assert (await api.ended(job_id))["status"] == "completed"


async def test_delete_of_a_job_that_begins_at_that_moment_is_refused_alike(
    stage: Stage, api: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = (await stage.ledger.accept(full())).job.snapshot
    ledger = api.services.ledger
    request_cancel = ledger.request_cancel

    async def begins_before(job_id: str, reason: str, *, only_pending: bool = False) -> JobRecord:
        await stage.ledger.record([job.model_copy(update={"sequence": 1, "state": JobState.RUNNING})])
        return await request_cancel(job_id, reason, only_pending=only_pending)

    with monkeypatch.context() as patch:
        patch.setattr(ledger, "request_cancel", begins_before)
        response = await api.client.delete(f"/api/job/{job.job_id}")

    assert response.status_code == 400
    assert response.json() == {"detail": "Cannot delete a running job. Wait for completion or failure."}


async def test_delete_of_an_ended_job_forgets_it(api: Serving) -> None:
    job_id = await api.create()
    await api.ended(job_id)

    response = await api.client.delete(f"/api/job/{job_id}")

    assert response.status_code == 200
    assert response.json() == {"job_id": job_id, "message": "Job deleted"}
    for method, path in (("GET", "/status"), ("GET", "/stream"), ("POST", "/cancel"), ("DELETE", "")):
        gone = await api.client.request(method, f"/api/job/{job_id}{path}")
        assert gone.status_code == 404
        assert gone.json() == {"detail": f"Job not found: {job_id}"}


async def test_the_video_of_a_deleted_job_can_still_be_edited(stage: Stage, api: Serving) -> None:
    animation = await published(stage.ledger)
    (job,) = await stage.ledger.list(limit=1)  # the newest
    assert (await api.client.delete(f"/api/job/{job.snapshot.job_id}")).status_code == 200

    assert (await api.client.post(EDIT, json=edit_of(animation))).status_code == 200


async def test_what_was_asked_for_can_be_read_as_long_as_an_animation_of_it_is_there(
    stage: Stage, api: Serving
) -> None:
    animation = await published(stage.ledger)
    path = f"/prompts/{animation.generation_id}.json"

    response = await api.client.get(path)

    assert response.status_code == (await api.client.head(path)).status_code == 200
    assert response.json() == {
        "generation_id": animation.generation_id,
        "content": "vectors",
        "additional_instructions": "",
        "videos": [{"video_id": animation.video_id, "prior_video_id": None, "prompt": "vectors"}],
    }
    (job,) = await stage.ledger.list(limit=1)
    await stage.ledger.publications.withdraw(job.snapshot.job_id)
    for gone in (path, "/prompts/0.json", f"/prompts/{2**70}.json", "/prompts/a.json", "/prompts/1"):
        assert (await api.client.get(gone)).status_code == 404


async def test_an_edit_of_an_animation_whose_time_is_over_is_refused(stage: Stage, api: Serving) -> None:
    animation = await published(stage.ledger)
    (job,) = await stage.ledger.list(limit=1)
    earlier = {"Idempotency-Key": str(uuid4())}
    first = await api.client.post(EDIT, json=edit_of(animation), headers=earlier)
    await stage.ledger.publications.withdraw(job.snapshot.job_id)

    refused = await api.client.post(EDIT, json=edit_of(animation))
    repeated = await api.client.post(EDIT, json=edit_of(animation), headers=earlier)

    assert (refused.status_code, refused.json()) == (
        404,
        {"detail": f"Animation not found: {animation.video_id}"},
    )
    assert (repeated.status_code, repeated.json()["job_id"]) == (200, first.json()["job_id"])


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/job/invalid-job-id/status"),
        ("GET", "/api/job/invalid-job-id/stream"),
        ("POST", "/api/job/invalid-job-id/cancel"),
        ("DELETE", "/api/job/invalid-job-id"),
    ],
)
async def test_an_unknown_job_is_not_found(api: Serving, method: str, path: str) -> None:
    response = await api.client.request(method, path)

    assert response.status_code == 404
    assert response.json() == NOT_FOUND


# --- clean up ---------------------------------------------------------------------------------------------


async def an_ended_job(stage: Stage, age: timedelta, state: JobState) -> str:
    """A job that ended some time ago."""
    accepted = (await stage.ledger.accept(full())).job.snapshot
    ending = {"state": state, "sequence": 1, "finished_at": datetime.now(UTC) - age}
    await stage.ledger.record([accepted.model_copy(update=ending)])
    return accepted.job_id


async def test_cleanup_deletes_what_ended_over_a_day_ago(stage: Stage, api: Serving) -> None:
    await api.client.post("/api/job/cleanup", params={"max_age_hours": 0})
    running = stage.holds(RENDER)
    kept = [
        await api.create(),
        await an_ended_job(stage, timedelta(hours=23.9), JobState.COMPLETED),
        await an_ended_job(stage, timedelta(0), JobState.FAILED),
    ]
    old = [await an_ended_job(stage, timedelta(hours=24.1), state) for state in ENDED_STATES]
    await running.wait()

    response = await api.client.post("/api/job/cleanup")

    assert response.status_code == 200
    assert response.json() == {"deleted_count": 3, "message": "Deleted 3 jobs older than 24 hours"}
    for job_id in old:
        assert (await api.client.get(f"/api/job/{job_id}/status")).status_code == 404
    for job_id in kept:
        await api.status(job_id)
    await api.client.post(f"/api/job/{kept[0]}/cancel")


async def test_cleanup_after_another_age(stage: Stage, api: Serving) -> None:
    await api.client.post("/api/job/cleanup", params={"max_age_hours": 0})
    young = await an_ended_job(stage, timedelta(hours=1.9), JobState.FAILED)
    old = await an_ended_job(stage, timedelta(hours=2.1), JobState.FAILED)

    response = await api.client.post("/api/job/cleanup", params={"max_age_hours": 2})

    assert response.json() == {"deleted_count": 1, "message": "Deleted 1 jobs older than 2 hours"}
    assert (await api.client.get(f"/api/job/{old}/status")).status_code == 404
    await api.status(young)
    assert (await api.client.post("/api/job/cleanup")).json()["deleted_count"] == 0


# --- what the contract's clients ask for besides ----------------------------------------------------------


async def test_the_api_guides_client_finds_the_file_by_the_videos_id(api: Serving) -> None:
    """``GET /api/animation/VIDEO_ID`` is its only way to the file."""
    animation = await published(api.services.ledger)
    key = video_key(animation.video_id, animation.quality)
    await api.services.artifacts.put(key, bytes(range(200)))
    path = f"/api/animation/{animation.video_id}"

    whole, head = await api.client.get(path), await api.client.head(path)
    part = await api.client.get(path, headers={"Range": "bytes=10-19"})

    assert whole.status_code == head.status_code == 200
    assert whole.content == bytes(range(200))
    assert whole.headers["content-type"] == "video/mp4"
    assert (part.status_code, part.content) == (206, bytes(range(10, 20)))


@pytest.mark.parametrize("video_id", ["unknown", "..%2f..%2fledger.db", "a" * 5000])
async def test_an_animation_that_is_not_there_is_not_found(api: Serving, video_id: str) -> None:
    response = await api.client.get(f"/api/animation/{video_id}")

    assert response.status_code == 404


async def test_an_animation_whose_file_is_gone_is_not_found(api: Serving) -> None:
    animation = await published(api.services.ledger)

    response = await api.client.get(f"/api/animation/{animation.video_id}")

    assert response.status_code == 404
    assert response.json() == {"detail": f"Animation not found: {animation.video_id}"}


async def test_the_api_guides_client_finds_the_videos_of_a_generation(api: Serving) -> None:
    animation = await published(api.services.ledger)
    generation = animation.generation_id

    videos = (await api.client.get(f"/api/generation/{generation}")).json()
    prompts = (await api.client.get(f"/api/generation/{generation}/prompts")).json()

    assert videos == {
        "generation_id": generation,
        "videos": [
            {
                "video_id": animation.video_id,
                "prior_video_id": None,
                "prompt": "vectors",
                "duration": 3.0,
                "video_path": f"/videos/{animation.video_id}/480p15/GeneratedScene.mp4",
                "manim_code_path": f"/scripts/{animation.video_id}.py",
            }
        ],
    }
    assert prompts == (await api.client.get(f"/prompts/{generation}.json")).json()


@pytest.mark.parametrize("generation", ["0", "999999", str(10**30)])
async def test_a_generation_that_is_not_there_is_not_found(api: Serving, generation: str) -> None:
    for path in (f"/api/generation/{generation}", f"/api/generation/{generation}/prompts"):
        response = await api.client.get(path)
        assert response.status_code == 404
        assert response.json() == {"detail": f"Generation not found: {generation}"}


async def test_the_generation_may_be_sent_as_a_form_has_it(api: Serving, prior: Animation) -> None:
    """The contract's page sends what stands in its field: ``"1"``."""
    job_id = await api.create(EDIT, json={**edit_of(prior), "generation_id": str(prior.generation_id)})

    record = await api.services.ledger.get(job_id)
    assert record.request["generation_id"] == prior.generation_id
