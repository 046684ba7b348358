"""The maintenance on the real server: what a crash left is reconciled, what is too old is forgotten."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from temporalio.client import Client, WorkflowExecutionStatus

from activities import maintenance
from activities.maintenance import GRACE
from contracts.animation import RENDER, plan_key
from contracts.article_video import ARTICLE_VIDEOS, article_video_key
from contracts.jobs import JobError, JobState
from contracts.maintenance import MaintenanceOrder
from contracts.names import CORE_QUEUE, MAINTENANCE_WORKFLOW
from contracts.script_video import SCRIPT_VIDEOS, script_video_key
from contracts.speech import SPEECH_CACHE, audio_key, spoken_key
from store.ledger import Ledger
from store.records import JobDraft
from store.videos import NewArticleVideo
from tests.workflows.stage import Stage, article_video, dialogue, full, script_video, set_up
from workflows.maintenance import Maintenance

KEEP = MaintenanceOrder(
    every=timedelta(days=1),
    retention=timedelta(days=30),
    cancelled_retention=timedelta(days=7),
    speech_cache_age=timedelta(days=30),
    speech_cache_bytes=100,
)


@pytest.fixture
async def stage(temporal: Client, ledger: Ledger, tmp_path: Path) -> AsyncIterator[Stage]:
    async with set_up(temporal, ledger, tmp_path) as made:
        yield made


def old(age: timedelta = GRACE * 2) -> JobDraft:
    """A draft that was accepted some time ago."""
    return aged(full(), age)


def aged(draft: JobDraft, age: timedelta) -> JobDraft:
    """The draft as if it had been accepted some time ago."""
    then = datetime.now(UTC) - age
    return replace(draft, first=draft.first.model_copy(update={"created_at": then, "updated_at": then}))


async def maintain(stage: Stage) -> None:
    """Let the maintenance go round once."""
    handle = await stage.client.start_workflow(
        MAINTENANCE_WORKFLOW, KEEP, id=f"maintenance-{uuid4()}", task_queue=CORE_QUEUE
    )
    while not await handle.query(Maintenance.rounds):
        await asyncio.sleep(0.02)
    await handle.terminate("one round is enough")


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

    await stage.jobs.reconcile(draft.first.job_id)

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

    await stage.jobs.reconcile(job_id)

    assert (await stage.ended(job_id)).state is JobState.CANCELLED
    description = await stage.client.get_workflow_handle(job_id).describe()
    assert description.status is WorkflowExecutionStatus.CANCELED


async def test_a_cancelled_row_without_a_workflow_is_never_started(stage: Stage) -> None:
    draft = old()
    job_id = draft.first.job_id
    await stage.ledger.accept(draft)
    await stage.ledger.request_cancel(job_id, "before it was started")

    await stage.jobs.reconcile(job_id)

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


async def test_a_dialogue_that_no_worker_took_for_a_day_fails(stage: Stage) -> None:
    waiting = aged(dialogue(), timedelta(hours=25))
    young = aged(dialogue(), timedelta(hours=23))
    for job in (waiting, young):
        await stage.ledger.accept(job)

    await maintain(stage)

    snapshot = (await stage.ledger.get(waiting.first.job_id)).snapshot
    assert snapshot.state is JobState.FAILED
    assert await stage.jobs.describe(waiting.first.job_id) is None
    assert (await stage.ended(young.first.job_id)).state is JobState.COMPLETED


async def test_the_audio_goes_with_its_job(stage: Stage) -> None:
    draft = dialogue()
    job_id = draft.first.job_id
    await stage.ledger.accept(draft)
    then = datetime.now(UTC) - timedelta(days=31)
    update = {"state": JobState.COMPLETED, "sequence": 1, "finished_at": then, "updated_at": then}
    await stage.ledger.record([draft.first.model_copy(update=update)])
    await stage.artifacts.put(audio_key(job_id, "a", "mp3"), b"audio")
    kept = dialogue()
    await stage.ledger.accept(kept)
    await stage.artifacts.put(audio_key(kept.first.job_id, "a", "mp3"), b"audio")

    await maintain(stage)

    assert await stage.artifacts.folders("audio/") == [kept.first.job_id]


@pytest.mark.parametrize(
    ("state", "stays"),
    [
        (JobState.PENDING, True),
        (JobState.COMPLETED, True),
        (JobState.FAILED, False),
        (JobState.CANCELLED, False),
    ],
)
async def test_what_was_published_goes_unless_its_job_may_still_be_or_is_completed(
    stage: Stage, *, state: JobState, stays: bool
) -> None:
    """As when an operator ends a workflow after it has published."""
    of_script, of_article = script_video(), article_video()
    for job in (of_script, of_article):
        await stage.ledger.accept(job)
        if state.ended:
            await stage.ledger.close_from_outside(job.first.job_id, state, message="")
    script_id, article_id = of_script.first.job_id, of_article.first.job_id
    row = NewArticleVideo(
        slug="tides",
        title="Tides",
        source_url="https://example.com/tides",
        digest="d",
        duration=30,
        size_mb=1,
        script="{}",
        created_at=datetime.now(UTC),
    )
    video = await stage.ledger.videos.add(row, article_id)
    keys = [script_video_key(script_id, "video.mp4"), video.file_path]
    for key in keys:
        await stage.artifacts.put(key, b"video")

    await maintain(stage)

    left = [
        info.key for prefix in (SCRIPT_VIDEOS, ARTICLE_VIDEOS) for info in await stage.artifacts.list(prefix)
    ]
    assert left == (keys if stays else [])
    assert [found.id for found in await stage.ledger.videos.page(limit=9, offset=0)] == (
        [video.id] if stays else []
    )


async def test_what_was_published_after_the_clean_up_goes_too(stage: Stage) -> None:
    """As by a worker that was given up and did not know."""
    job = article_video()
    await stage.ledger.accept(job)
    await stage.ledger.close_from_outside(job.first.job_id, JobState.FAILED, message="")
    await stage.artifacts.put(article_video_key(job.first.job_id, "late.mp4"), b"video")

    await maintain(stage)

    assert not await stage.artifacts.list(ARTICLE_VIDEOS)


async def test_the_video_of_a_forgotten_article_job_stays(stage: Stage) -> None:
    key = article_video_key("forgotten", "tides.mp4")
    await stage.artifacts.put(key, b"video")

    await maintain(stage)

    assert [info.key for info in await stage.artifacts.list(ARTICLE_VIDEOS)] == [key]


async def test_what_was_just_spoken_stays_in_the_cache(stage: Stage) -> None:
    for n in range(4):
        await stage.artifacts.put(spoken_key(f"{n}{n}"), b"x" * 40)

    await maintain(stage)

    assert len(await stage.artifacts.list(SPEECH_CACHE)) == 4


async def test_the_speech_cache_keeps_within_its_size_and_the_oldest_go_first(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maintenance, "IN_USE", timedelta(0))
    keys = [spoken_key(f"{n}{n}") for n in range(4)]
    for key in keys:
        await stage.artifacts.put(key, b"x" * 40)

    await maintain(stage)

    left = [spoken.key for spoken in await stage.artifacts.list(SPEECH_CACHE)]
    assert left == keys[2:]


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
        error = JobError(code="X", template="x") if state is JobState.FAILED else None
        update = {"state": state, "sequence": 1, "finished_at": then, "updated_at": then, "error": error}
        await stage.ledger.record([draft.first.model_copy(update=update)])
        expected.append(draft.first.job_id)

    await maintain(stage)

    left = {job.snapshot.job_id for job in await stage.ledger.list(limit=10)}
    assert left == set(kept)
