"""The animation workflows on the real server: what each ending is, and that nothing untrue is ever said."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from temporalio.client import Client, WorkflowExecutionStatus, WorkflowFailureError

from activities import heartbeat
from contracts.activity import ActivityDef
from contracts.animation import (
    ANIMATION_STEPS,
    CHECK_SECURITY,
    EDIT,
    FIND_PRIOR,
    LINT,
    PLAN,
    PUBLISH,
    REFINE,
    RENDER,
    RUN_PREFLIGHT,
    WRITE,
    CheckReport,
    Diagnostic,
    PreflightReport,
    RefineInput,
    RenderReport,
    ScriptOutput,
    Severity,
)
from contracts.errors import InstructionNotUnderstood, JobNotCancellable, ModelRateLimited
from contracts.jobs import JobSnapshot, JobState, Verdict
from contracts.kinds import english
from store.ledger import Ledger
from store.records import JobRecord
from tests.workflows.stage import ANSWERS, BROKEN, HALF, Stage, edit, full, set_up


@pytest.fixture
async def stage(temporal: Client, ledger: Ledger, tmp_path: Path) -> AsyncIterator[Stage]:
    async with set_up(temporal, ledger, tmp_path) as made:
        yield made


async def steps_of(stage: Stage, job_id: str) -> list[str]:
    """The steps that the recorded events tell of, in order, each once a stay."""
    steps: list[str] = []
    for event in await stage.ledger.events(job_id):
        if not steps or steps[-1] != event.step:
            steps.append(event.step)
    return steps


async def temporal_status(stage: Stage, job_id: str) -> WorkflowExecutionStatus | None:
    """How the workflow stands in the Temporal Web UI."""
    return (await stage.client.get_workflow_handle(job_id).describe()).status


async def rendering(stage: Stage) -> tuple[str, asyncio.Event]:
    """A job whose render has begun, and what lets it finish."""
    started, finish = asyncio.Event(), asyncio.Event()

    async def act(_: Any) -> RenderReport:
        started.set()
        await finish.wait()
        return RenderReport(duration=1)

    stage.acts[RENDER.name] = act
    job_id = await stage.submit(full())
    await started.wait()
    return job_id, finish


def assert_events_are_sound(events: list[JobSnapshot]) -> None:
    assert [event.sequence for event in events] == list(range(len(events)))
    progress = [event.progress for event in events]
    assert progress == sorted(progress)
    for event in events:
        assert event.progress >= ANIMATION_STEPS[event.step].low


async def test_full_passes_the_documented_steps_and_completes(stage: Stage) -> None:
    job_id = await stage.submit(full())

    snapshot = await stage.ended(job_id)

    assert snapshot.state is JobState.COMPLETED
    assert snapshot.progress == 1.0
    assert english(snapshot) == "Job completed successfully"
    assert snapshot.result
    assert snapshot.result["video_id"] == "v"
    assert await steps_of(stage, job_id) == [
        "initializing",
        "planning",
        "generating_script",
        "linting",
        "security_check",
        "preflight",
        "executing",
        "finalizing",
    ]
    assert_events_are_sound(list(await stage.ledger.events(job_id)))


async def test_edit_passes_the_documented_steps_and_completes(stage: Stage) -> None:
    job_id = await stage.submit(edit())

    assert (await stage.ended(job_id)).state is JobState.COMPLETED
    assert stage.calls[FIND_PRIOR.name] == stage.calls[EDIT.name] == 1
    assert stage.calls[PLAN.name] == stage.calls[WRITE.name] == 0


@pytest.mark.parametrize(
    ("step", "report"),
    [
        (LINT, CheckReport(diagnostics=(BROKEN,))),
        (RUN_PREFLIGHT, PreflightReport(diagnostics=(BROKEN,))),
        (RENDER, RenderReport(diagnostics=(BROKEN,))),
    ],
)
async def test_an_error_is_refined_and_linted_again(
    stage: Stage, step: ActivityDef[Any, Any], report: CheckReport
) -> None:
    good = type(report)()
    stage.answers(step, report, good)

    job_id = await stage.submit(full())

    assert (await stage.ended(job_id)).state is JobState.COMPLETED
    assert stage.calls[REFINE.name] == 1
    steps = await steps_of(stage, job_id)
    assert steps[steps.index("refining") + 1] == "linting"
    assert_events_are_sound(list(await stage.ledger.events(job_id)))


async def test_warnings_go_to_the_author_with_the_errors(stage: Stage) -> None:
    odd = Diagnostic(rule="F841", message="unused", line=3, severity=Severity.WARNING)
    stage.answers(LINT, CheckReport(diagnostics=(odd,)))
    stage.answers(RUN_PREFLIGHT, PreflightReport(diagnostics=(BROKEN,)), PreflightReport(animations=1))
    told: list[RefineInput] = []

    async def refine(argument: RefineInput) -> ScriptOutput:
        told.append(argument)
        return ScriptOutput(script_key="script-1")

    stage.acts[REFINE.name] = refine

    assert (await stage.ended(await stage.submit(full()))).state is JobState.COMPLETED
    assert [one.diagnostics for one in told] == [(odd, BROKEN)]


async def test_a_script_that_still_fails_after_three_refinements_fails_the_job(stage: Stage) -> None:
    stage.answers(LINT, CheckReport(diagnostics=(BROKEN,)))

    snapshot = await stage.ended(await stage.submit(full()))

    assert snapshot.state is JobState.FAILED
    assert snapshot.error
    assert snapshot.error.code == "SCRIPT_FAILED"
    assert "Cirle" in snapshot.error.message
    assert stage.calls[REFINE.name] == 3
    assert stage.calls[RENDER.name] == 0


async def test_an_unsafe_script_is_refined_once_and_then_fails_the_job(stage: Stage) -> None:
    stage.answers(CHECK_SECURITY, CheckReport(diagnostics=(BROKEN,)))

    snapshot = await stage.ended(await stage.submit(full()))

    assert snapshot.state is JobState.FAILED
    assert snapshot.error
    assert snapshot.error.code == "SCRIPT_UNSAFE"
    assert stage.calls[REFINE.name] == 1
    assert stage.calls[RUN_PREFLIGHT.name] == stage.calls[RENDER.name] == 0


async def test_an_error_that_can_pass_is_retried_and_one_that_cannot_is_not(stage: Stage) -> None:
    rate = ModelRateLimited("LLM API rate limit exceeded")
    stage.answers(PLAN, rate, rate, ANSWERS[PLAN.name])
    stage.answers(WRITE, InstructionNotUnderstood("I cannot do that. I can change colours."))

    snapshot = await stage.ended(await stage.submit(full()))

    assert stage.calls[PLAN.name] == 3
    assert stage.calls[WRITE.name] == 1
    assert snapshot.state is JobState.FAILED
    assert snapshot.step == "generating_script"
    assert english(snapshot) == "Job failed"
    assert snapshot.error
    assert snapshot.error.message == "I cannot do that. I can change colours."


async def test_a_provider_that_asks_for_an_hour_is_asked_again_before_the_job_is_over(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heartbeat, "LONGEST_DELAY", timedelta(milliseconds=50))
    limited = ModelRateLimited("LLM API rate limit exceeded")
    limited.retry_delay = timedelta(hours=1)
    stage.answers(PLAN, limited, ANSWERS[PLAN.name])

    assert (await stage.ended(await stage.submit(full()))).state is JobState.COMPLETED


FULL_STEPS = (PLAN, WRITE, LINT, CHECK_SECURITY, RUN_PREFLIGHT, RENDER, PUBLISH)


@pytest.mark.parametrize("step", [*FULL_STEPS, REFINE], ids=lambda step: step.name)
async def test_cancel_in_each_step_stops_it_and_ends_as_cancelled(
    stage: Stage, step: ActivityDef[Any, Any]
) -> None:
    if step is REFINE:
        stage.answers(LINT, CheckReport(diagnostics=(BROKEN,)))
    running = stage.holds(step)
    job_id = await stage.submit(full())
    await running.wait()

    told = await stage.jobs.cancel(job_id, "test")

    assert told.state is JobState.CANCELLED
    assert stage.stopped == [step.name]
    assert (await stage.ended(job_id)).state is JobState.CANCELLED
    description = await stage.client.get_workflow_handle(job_id).describe()
    assert description.status is WorkflowExecutionStatus.CANCELED


async def test_cancel_from_the_web_ui_is_the_same_cancel(stage: Stage) -> None:
    running = stage.holds(RENDER)
    job_id = await stage.submit(full())
    await running.wait()

    await stage.client.get_workflow_handle(job_id).cancel()

    assert (await stage.ended(job_id)).state is JobState.CANCELLED


async def test_cancel_that_a_finishing_step_swallows_still_cancels(stage: Stage) -> None:
    started, finish = asyncio.Event(), asyncio.Event()

    async def act(_: Any) -> RenderReport:
        started.set()
        while True:  # finishes normally, however often it is cancelled
            try:
                await finish.wait()
            except asyncio.CancelledError:
                finish.set()
            else:
                return RenderReport(duration=1)

    stage.acts[RENDER.name] = act
    job_id = await stage.submit(full())
    await started.wait()

    told = await stage.jobs.cancel(job_id, "test")

    assert told.state is JobState.CANCELLED
    assert stage.calls[PUBLISH.name] == 0


@pytest.mark.parametrize("first", [JobState.CANCELLED, JobState.COMPLETED])
async def test_of_a_cancel_and_the_ending_that_the_ledger_takes_first_stays_true(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, first: JobState
) -> None:
    record, take_cancel = stage.ledger.record, stage.ledger.request_cancel
    ends, taken = asyncio.Event(), asyncio.Event()

    async def recording(snapshots: Sequence[JobSnapshot]) -> Verdict:
        if snapshots[-1].state is not JobState.COMPLETED:
            return await record(snapshots)
        verdict = await record(snapshots) if first is JobState.COMPLETED else None
        ends.set()
        await taken.wait()
        return verdict or await record(snapshots)

    async def taking(job_id: str, reason: str, **options: Any) -> JobRecord:
        try:
            return await take_cancel(job_id, reason, **options)
        finally:
            taken.set()

    monkeypatch.setattr(stage.ledger, "record", recording)
    monkeypatch.setattr(stage.ledger, "request_cancel", taking)
    job_id = await stage.submit(full())
    await ends.wait()

    try:
        told = (await stage.jobs.cancel(job_id, "test")).state
    except JobNotCancellable:
        told = JobState.COMPLETED

    assert told is first
    assert (await stage.ended(job_id)).state is first
    assert [e.state for e in await stage.ledger.events(job_id) if e.state.ended] == [first]


async def test_a_cancel_that_only_the_ledger_has_wins_over_completion(stage: Stage) -> None:
    """The API may die between the ledger and Temporal: the accepted cancel still decides."""
    job_id, finish = await rendering(stage)
    await stage.ledger.request_cancel(job_id, "test")
    finish.set()

    assert (await stage.ended(job_id)).state is JobState.CANCELLED
    assert await temporal_status(stage, job_id) is WorkflowExecutionStatus.CANCELED


async def test_a_job_that_was_cancelled_in_the_ledger_alone_is_cancelled_in_temporal_too(
    stage: Stage,
) -> None:
    job_id, finish = await rendering(stage)
    await stage.ledger.request_cancel(job_id, "test")
    await stage.ledger.close_from_outside(job_id, JobState.CANCELLED)
    finish.set()

    assert (await stage.ended(job_id)).state is JobState.CANCELLED
    assert await temporal_status(stage, job_id) is WorkflowExecutionStatus.CANCELED


async def test_a_job_that_the_ledger_has_forgotten_stops(stage: Stage) -> None:
    running = stage.holds(PLAN)
    started = full()
    job_id = started.first.job_id
    await stage.ledger.accept(started)
    await stage.ledger.request_cancel(job_id, "deleted", only_pending=True)
    job = await stage.ledger.get(job_id)
    await stage.ledger.delete(job_id)
    await stage.jobs.start(job)

    with pytest.raises(WorkflowFailureError):
        await stage.client.get_workflow_handle(job_id).result()

    assert not running.is_set(), "the ledger is asked before the first step is"
    assert await temporal_status(stage, job_id) is WorkflowExecutionStatus.CANCELED


async def test_a_job_that_takes_too_long_is_stopped_and_fails(stage: Stage) -> None:
    stage.holds(RENDER)

    snapshot = await stage.ended(await stage.submit(full(limit=timedelta(seconds=1.5))))

    assert snapshot.state is JobState.FAILED
    assert snapshot.error
    assert snapshot.error.code == "JOB_TIMED_OUT"
    assert snapshot.step == "executing"
    assert stage.stopped == [RENDER.name]


async def test_the_status_query_and_live_progress_tell_what_runs(stage: Stage) -> None:
    running = stage.holds(RENDER)
    job_id = await stage.submit(full())
    await running.wait()

    snapshot = await stage.jobs.read(job_id)
    while snapshot.message != HALF:
        snapshot = await stage.jobs.read(job_id)

    assert snapshot.state is JobState.RUNNING
    assert snapshot.step == "executing"
    assert snapshot.progress == pytest.approx(0.80)
    await stage.jobs.cancel(job_id, "test")


async def test_a_terminated_workflow_is_a_failed_job_with_that_reason(stage: Stage) -> None:
    running = stage.holds(RENDER)
    job_id = await stage.submit(full())
    await running.wait()
    await stage.client.get_workflow_handle(job_id).terminate(reason="too expensive")

    snapshot = await stage.jobs.read(job_id)

    assert snapshot.state is JobState.FAILED
    assert snapshot.error
    assert "too expensive" in snapshot.error.message
    assert (await stage.ledger.get(job_id)).snapshot == snapshot
