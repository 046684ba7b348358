"""What operators see of a job in the Temporal Web UI, read back by describe, the history and a query."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from temporalio.api.enums.v1 import ApplicationErrorCategory, EventType
from temporalio.api.history.v1 import HistoryEvent
from temporalio.api.sdk.v1 import WorkflowMetadata
from temporalio.client import Client
from temporalio.converter import DataConverter

from contracts.animation import RENDER
from contracts.errors import AnimationNotFound, RendererCrashed, SourceRefused
from contracts.names import ERROR_ATTRIBUTE
from store.ledger import Ledger
from tests.workflows.stage import Stage, article_video, dialogue, edit, full, script_video, set_up


@pytest.fixture
async def stage(temporal: Client, ledger: Ledger, tmp_path: Path) -> AsyncIterator[Stage]:
    async with set_up(temporal, ledger, tmp_path) as made:
        yield made


async def current_details(stage: Stage, job_id: str) -> str:
    """What the Web UI shows as a workflow's current details."""
    handle = stage.client.get_workflow_handle(job_id)
    metadata: WorkflowMetadata = await handle.query(
        "__temporal_workflow_metadata", result_type=WorkflowMetadata
    )
    return metadata.current_details


async def events(stage: Stage, job_id: str) -> Sequence[HistoryEvent]:
    return (await stage.client.get_workflow_handle(job_id).fetch_history()).events


async def summaries(stage: Stage, job_id: str, kind: EventType.ValueType) -> list[str]:
    """The summaries of a job's events of a kind, in their order; empty for one that has none."""
    return [
        (await DataConverter.default.decode([event.user_metadata.summary], [str]))[0]
        if event.user_metadata.HasField("summary")
        else ""
        for event in await events(stage, job_id)
        if event.event_type == kind
    ]


async def test_a_workflow_is_known_by_its_title_and_tells_what_was_asked(stage: Stage) -> None:
    job_id = await stage.submit(article_video())
    await stage.ended(job_id)

    about = await stage.client.get_workflow_handle(job_id).describe()

    assert await about.static_summary() == r"https://example\.com/tides"
    details = await about.static_details()
    assert details is not None
    assert f"(https://reelwork.example/jobs/{job_id})" in details
    assert '"url": "https://example.com/tides"' in details


async def test_parallel_activities_can_be_told_apart(stage: Stage) -> None:
    job_id = await stage.submit(dialogue(("hello", "you too", "bye")))
    await stage.ended(job_id)

    told = await summaries(stage, job_id, EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED)

    assert [f"Speak turn {n} of 3: {who}" for n, who in ((1, "A"), (2, "B"), (3, "A"))] == sorted(told)[-3:]
    assert len(set(told)) == len(told)


async def test_scenes_can_be_told_apart(stage: Stage) -> None:
    job_id = await stage.submit(script_video())
    await stage.ended(job_id)

    told = await summaries(stage, job_id, EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED)

    for what in ("Speak", "Find a picture for", "Compose"):
        assert [name for name in told if name.startswith(what)] == [
            f"{what} scene {number} of 3" for number in (1, 2, 3)
        ]


async def test_every_activity_timer_and_record_says_in_words_what_it_is(stage: Stage) -> None:
    for draft in (full(), edit(), article_video(), dialogue()):
        job_id = await stage.submit(draft)
        await stage.ended(job_id)

        for kind in (
            EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED,
            EventType.EVENT_TYPE_TIMER_STARTED,
            EventType.EVENT_TYPE_MARKER_RECORDED,
        ):
            told = await summaries(stage, job_id, kind)
            assert told
            assert all(told)


async def test_the_current_details_are_the_steps_with_what_is_done_and_running(stage: Stage) -> None:
    running = stage.holds(RENDER)
    job_id = await stage.submit(full())
    await running.wait()

    shown = await current_details(stage, job_id)

    assert "| preflight | done |" in shown
    assert "| executing | **running** |" in shown
    assert "| finalizing | ahead | |" in shown
    await stage.jobs.cancel(job_id, "seen")
    assert "| executing | cancelled |" in await current_details(stage, job_id)


async def test_the_details_of_a_completed_job_lead_to_its_files(stage: Stage) -> None:
    job_id = await stage.submit(full())
    await stage.ended(job_id)

    assert "[video_path](https://reelwork.example/v)" in await current_details(stage, job_id)


@pytest.mark.parametrize(
    ("error", "category"),
    [
        (SourceRefused("Behind a login."), ApplicationErrorCategory.APPLICATION_ERROR_CATEGORY_BENIGN),
        (AnimationNotFound("Gone."), ApplicationErrorCategory.APPLICATION_ERROR_CATEGORY_BENIGN),
        (RendererCrashed("It died."), ApplicationErrorCategory.APPLICATION_ERROR_CATEGORY_UNSPECIFIED),
    ],
)
async def test_a_mistake_of_the_sender_is_benign_and_a_fault_is_not(
    stage: Stage, error: SourceRefused | AnimationNotFound | RendererCrashed, category: int
) -> None:
    stage.answers(RENDER, error)
    job_id = await stage.submit(full())
    await stage.ended(job_id)

    about = await stage.client.get_workflow_handle(job_id).describe()
    last = (await events(stage, job_id))[-1].workflow_execution_failed_event_attributes
    failed = [
        event.activity_task_failed_event_attributes.failure
        for event in await events(stage, job_id)
        if event.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_FAILED
    ]

    assert about.search_attributes[ERROR_ATTRIBUTE] == [error.code]
    assert last.failure.message == error.message
    assert last.failure.application_failure_info.category == category
    assert [f.application_failure_info.category for f in failed] == [category]
    shown = await current_details(stage, job_id)
    assert "| executing | failed |" in shown
    assert f"**{error.code}**: {error.message}" in shown
