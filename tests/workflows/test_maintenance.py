"""The maintenance on the real server: what a crash left is reconciled, what is too old is forgotten."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import update
from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.workflowservice.v1 import DeleteWorkflowExecutionRequest
from temporalio.client import Client, WorkflowExecutionStatus

from activities import maintenance
from activities.maintenance import GRACE
from contracts.animation import PUBLISH, RENDER, PublishInput, plan_key, script_key
from contracts.jobs import JobError, JobSnapshot, JobState
from contracts.kinds import KINDS
from contracts.maintenance import MaintenanceOrder
from contracts.names import CORE_QUEUE, MAINTENANCE_WORKFLOW
from contracts.speech import SPEECH, SPEECH_CACHE, spoken_key
from store.catalogue import publishing
from store.ledger import Ledger
from store.publisher import Publisher
from store.records import JobDraft
from store.schema import JobRow
from tests.workflows.stage import Stage, article_video, dialogue, full, script_video, set_up
from workflows.maintenance import Maintenance

OVER = timedelta(0)
KEEP = MaintenanceOrder(
    every=timedelta(days=1),
    kept={name: kind.kept for name, kind in KINDS.items()},
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


async def placed(stage: Stage, draft: JobDraft, *, ago: timedelta) -> None:
    """As if the job had had its place for so long."""
    change = update(JobRow).where(JobRow.id == draft.first.job_id).values(placed_at=datetime.now(UTC) - ago)
    await stage.ledger._database.write("", lambda connection: connection.execute(change))


async def maintain(stage: Stage, **kept: timedelta | None) -> None:
    """Let the maintenance go round once; ``kept`` is how long what some kinds made is kept."""
    order = KEEP.model_copy(update={"kept": {**KEEP.kept, **kept}})
    handle = await stage.client.start_workflow(
        MAINTENANCE_WORKFLOW, order, id=f"maintenance-{uuid4()}", task_queue=CORE_QUEUE
    )
    while not await handle.query(Maintenance.rounds):
        await asyncio.sleep(0.02)
    await handle.terminate("one round is enough")


async def publish(stage: Stage, job_id: str, *keys: str) -> None:
    """Publish files as a job's step does."""
    for key in keys:
        await stage.artifacts.put(plan_key(job_id), b"made")
        await Publisher(stage.ledger, stage.artifacts).publish_files(job_id, {key: plan_key(job_id)})


async def everything(stage: Stage) -> list[str]:
    """The keys of all artifacts."""
    return sorted(meta["path"] for meta in await stage.artifacts._store.list().collect_async())


async def test_a_row_without_a_workflow_is_started_and_completes(stage: Stage) -> None:
    draft = old()
    await stage.ledger.accept(draft)
    await placed(stage, draft, ago=GRACE * 2)

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


async def test_a_job_whose_workflow_temporal_has_lost_goes_on_where_the_ledger_knows_it(stage: Stage) -> None:
    running = stage.holds(RENDER)
    job_id = await stage.submit(full())
    await running.wait()
    before = await recorded(stage, job_id, "executing")
    await lose(stage, job_id)
    del stage.acts[RENDER.name]

    await stage.jobs.reconcile(job_id)

    assert (await stage.ended(job_id)).state is JobState.COMPLETED
    events = await stage.ledger.events(job_id)
    assert [event.sequence for event in events] == list(range(len(events)))
    assert sorted(events, key=lambda event: event.progress) == list(events)
    assert {event.started_at for event in events[1:]} == {before.started_at}


async def test_a_cancelled_job_whose_workflow_temporal_has_lost_does_not_begin_again(stage: Stage) -> None:
    running = stage.holds(RENDER)
    job_id = await stage.submit(full())
    await running.wait()
    await stage.ledger.request_cancel(job_id, "just before the lights went out")
    await lose(stage, job_id)

    assert (await stage.jobs.reconcile(job_id)).state is JobState.CANCELLED

    assert await stage.jobs.describe(job_id) is None


async def recorded(stage: Stage, job_id: str, step: str) -> JobSnapshot:
    """The job, once the ledger has it at a step."""
    while (snapshot := (await stage.ledger.get(job_id)).snapshot).step != step:
        await asyncio.sleep(0.01)
    return snapshot


async def lose(stage: Stage, job_id: str) -> None:
    """Let Temporal forget a workflow, as after the loss of its database."""
    await stage.client.workflow_service.delete_workflow_execution(
        DeleteWorkflowExecutionRequest(
            namespace=stage.client.namespace,
            workflow_execution=WorkflowExecution(workflow_id=job_id),
        )
    )
    while await stage.jobs.describe(job_id) is not None:
        await asyncio.sleep(0.02)


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
    for job, hours in ((waiting, 25), (young, 23)):
        await stage.ledger.accept(job)
        await placed(stage, job, ago=timedelta(hours=hours))

    await maintain(stage)

    snapshot = (await stage.ledger.get(waiting.first.job_id)).snapshot
    assert snapshot.state is JobState.FAILED
    assert await stage.jobs.describe(waiting.first.job_id) is None
    assert (await stage.ended(young.first.job_id)).state is JobState.COMPLETED


async def test_what_is_too_old_goes_with_its_job(stage: Stage) -> None:
    expired, waiting, young = dialogue(), dialogue(), script_video()
    for job, key in ((expired, "audio/a.mp3"), (waiting, "audio/b.mp3"), (young, "script-videos/c.mp4")):
        await stage.ledger.accept(job)
        await publish(stage, job.first.job_id, key)
    for job in (expired, young):
        await stage.ledger.close_from_outside(job.first.job_id, JobState.COMPLETED)

    await maintain(stage, **{SPEECH: OVER})

    left = {job.snapshot.job_id for job in await stage.ledger.list(limit=9)}
    assert left == {waiting.first.job_id, young.first.job_id}
    assert {"audio/b.mp3", "script-videos/c.mp4"} <= set(await everything(stage))
    assert "audio/a.mp3" not in await everything(stage)


async def test_a_workflow_that_was_terminated_after_it_had_published_leaves_no_row_and_no_file(
    stage: Stage,
) -> None:
    published = asyncio.Event()

    async def act(argument: PublishInput) -> None:
        animation = argument.animation
        await stage.artifacts.put(plan_key(argument.job_id), b"made")
        files = {script_key(animation.video_id): plan_key(argument.job_id)}
        publisher = Publisher(stage.ledger, stage.artifacts)
        await publisher.publish(argument.job_id, publishing(animation), lambda _: files)
        published.set()
        await asyncio.Event().wait()

    stage.acts[PUBLISH.name] = act
    draft = full()
    job_id = await stage.submit(draft)
    generation_id = (await stage.ledger.get(job_id)).order["generation_id"]
    await published.wait()
    assert len(await stage.ledger.catalogue.animations(int(str(generation_id)))) == 1
    await stage.client.get_workflow_handle(job_id).terminate(reason="no budget left")

    assert (await stage.jobs.reconcile(job_id)).state is JobState.FAILED
    await maintain(stage)

    assert await stage.ledger.catalogue.animations(int(str(generation_id))) == []
    assert job_id not in str(await everything(stage))
    assert [key for key in await everything(stage) if key.startswith("scripts/")] == []


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
    """As when a job's clean-up fails for good."""
    jobs = script_video(), article_video()
    for job in jobs:
        await stage.ledger.accept(job)
        await publish(stage, job.first.job_id, f"{job.first.kind}/{job.first.job_id}")
        if state.ended:
            await stage.ledger.close_from_outside(job.first.job_id, state)

    await maintain(stage)

    published = {f"{job.first.kind}/{job.first.job_id}" for job in jobs}
    assert published & set(await everything(stage)) == (published if stays else set())


async def test_the_video_of_a_forgotten_article_job_stays(stage: Stage) -> None:
    job = article_video()
    await stage.ledger.accept(job)
    await publish(stage, job.first.job_id, "article-videos/tides.mp4")
    await stage.ledger.close_from_outside(job.first.job_id, JobState.COMPLETED)
    await stage.ledger.delete(job.first.job_id)

    await maintain(stage)

    assert "article-videos/tides.mp4" in await everything(stage)


async def test_a_job_of_a_kind_that_is_no_longer_known_does_not_keep_others_from_being_reconciled(
    stage: Stage,
) -> None:
    unknown, draft = old(), old()
    kind = {"kind": "of a package that was removed"}
    for job in (replace(unknown, first=unknown.first.model_copy(update=kind)), draft):
        await stage.ledger.accept(job)
        await placed(stage, job, ago=GRACE * 2)

    await maintain(stage)

    assert (await stage.ended(draft.first.job_id)).state is JobState.COMPLETED


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
