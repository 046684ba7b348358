"""The life of one job inside its workflow: steps, state, recording, cancel, time limit, clean-up, ending.

A kind's workflow holds a ``Job``, tells it which step it enters and which activity to call, and returns its
result; everything else that a job needs happens here.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import timedelta
from typing import Any, Final, TypeVar

from temporalio import workflow
from temporalio.common import RetryPolicy, SearchAttributeKey
from temporalio.exceptions import (
    ActivityError,
    ApplicationError,
    ApplicationErrorCategory,
    CancelledError,
    is_cancelled_exception,
)
from temporalio.workflow import ActivityCancellationType

from workflows.details import Entered, current_details

with workflow.unsafe.imports_passed_through():
    # Not of this workflow's own: it is what the worker's interceptor reads.
    from workflows.carried import carrying

with workflow.unsafe.imports_passed_through():
    from pydantic import BaseModel

    from contracts.activity import ActivityDef
    from contracts.core import CLEAN_UP, JOB_CLOSED, RECORD, RECORD_LIMIT, CleanUpInput, RecordInput
    from contracts.errors import JobTimedOut, ReelworkError, StoodStill, is_benign
    from contracts.jobs import (
        ENDINGS,
        FailedTry,
        JobError,
        JobOrder,
        JobSnapshot,
        JobState,
        Verdict,
    )
    from contracts.messages import CANCELLED, SHARED_WORDS, Message, message
    from contracts.names import (
        ERROR_ATTRIBUTE,
        HEARTBEAT_TIMEOUT,
        LONGEST_ATTEMPT,
        LONGEST_PAUSE,
        SHORTEST_PAUSE,
        STATE_ATTRIBUTE,
    )
    from contracts.phrases import phrase
    from contracts.steps import Step, StepTable

InputT = TypeVar("InputT", bound=BaseModel)
OutputT = TypeVar("OutputT")

STATE_KEY: Final = SearchAttributeKey.for_keyword(STATE_ATTRIBUTE)
ERROR_KEY: Final = SearchAttributeKey.for_keyword(ERROR_ATTRIBUTE)

INTERNAL_ERROR: Final = "INTERNAL_ERROR"
"""The code of an activity that failed in a way that nobody thought of."""
CLEAN_UP_LIMIT: Final = timedelta(minutes=10)
"""What can't be removed for longer than this is left to the maintenance: the job's ending waits for it."""


class Job:
    """Owns the state of one job: the snapshot is the truth, the ledger gets every change of it."""

    def __init__(self, order: JobOrder, steps: StepTable) -> None:
        self._order = order
        self._table = steps
        self._entered: list[Entered] = []
        self.snapshot = order.begun or steps.accepted(order)
        self._unrecorded: list[JobSnapshot] = []
        self._calls = 0
        self._carried: int | None = None
        self._writing = False
        self._recorder: asyncio.Task[None] | None = None
        self._verdict = Verdict.RECORDED
        self._timed_out = False
        self._steps_task: asyncio.Task[BaseModel] | None = None

    # --- what a kind's workflow uses ----------------------------------------------------------------------

    async def run(self, steps: Callable[[], Awaitable[BaseModel]]) -> JobSnapshot:
        """Run the steps, from the first of the table, to an ending that is cleaned up, recorded and true.

        Returns the last snapshot of a completed job; raises for the others, so that Temporal shows the same.
        """
        self._change(
            state=JobState.RUNNING,
            started_at=self.snapshot.started_at or workflow.now(),
            message=message(self._table.first.name),
        )
        try:
            result = await self._run_steps(steps)
        except ReelworkError as error:
            ending = self._fail(JobError.of(error.code, error.phrase))
        except ActivityError as error:
            ending = self._fail(explain(error, self.snapshot.step))
        except asyncio.CancelledError:
            ending = self._cancel()
        else:
            ending = self._complete(result)
        return await _undisturbed(ending)

    def enter(self, step: Step, fraction: float = 0.0, said: Message | None = None, attempt: int = 1) -> None:
        """Tell that a step runs, how far it is, and at which attempt; progress never goes back."""
        self._change(
            step=step.name,
            progress=max(self.snapshot.progress, step.at(fraction)),
            message=said or message(step.name),
            attempt=max(self.snapshot.attempt, attempt) if step.name == self.snapshot.step else attempt,
        )

    async def step(self, step: Step, activity: ActivityDef[InputT, OutputT], argument: InputT) -> OutputT:
        """Enter a step that is one activity, and run it."""
        self.enter(step)
        return await self.call(activity, argument)

    async def call(
        self, activity: ActivityDef[InputT, OutputT], argument: InputT, summary: str = ""
    ) -> OutputT:
        """Run an activity with its own queue, limits and retries.

        ``summary`` tells it from others of its kind in the Temporal Web UI, where several run. A cancel waits
        until the activity has stopped for real; one that the activity swallowed by finishing normally is
        raised here.
        """
        carried = self._hand_over()
        self._calls += 1
        try:
            output = await execute(activity, argument, summary, carried=carried)
        except ActivityError as error:
            closed = _is_closed(error)
            if closed:
                self._verdict = Verdict.CLOSED
            if self._stopping and (closed or is_cancelled_exception(error)):
                raise asyncio.CancelledError from error
            raise
        else:
            self._stands(carried)
        finally:
            self._calls -= 1
            if carried:
                self._carried = None
        if self._stopping:
            raise asyncio.CancelledError
        return output

    # --- endings ------------------------------------------------------------------------------------------

    async def _run_steps(self, steps: Callable[[], Awaitable[BaseModel]]) -> BaseModel:
        self._steps_task = asyncio.ensure_future(steps())
        limit = self._order.time_limit
        deadline = asyncio.create_task(
            workflow.sleep(limit, summary=f"Time limit of {limit.total_seconds() / 60:g} minutes")
        )
        try:
            await workflow.wait([self._steps_task, deadline], return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            await _end(self._steps_task)
            raise
        if not self._steps_task.done():
            self._timed_out = True
            hard = self._order.hard_time_limit
            await _end(self._steps_task, hard and max(hard - self._order.time_limit, timedelta()))
            raise JobTimedOut(
                "The job was stopped: it was not done within {minutes:g} minutes.",
                minutes=limit.total_seconds() / 60,
            )
        deadline.cancel()
        return self._steps_task.result()

    async def _complete(self, result: BaseModel) -> JobSnapshot:
        completed = await self._finish(
            JobState.COMPLETED,
            progress=1.0,
            result=result.model_dump(mode="json"),
        )
        if not completed:
            return await self._cancel()
        await self._clean_up(JobState.COMPLETED)
        self._set_state_attribute(JobState.COMPLETED)
        return self.snapshot

    async def _fail(self, error: JobError) -> JobSnapshot:
        await self._clean_up(JobState.FAILED)
        if not await self._finish(JobState.FAILED, error=error):
            return await self._cancel()
        self._set_state_attribute(JobState.FAILED)
        category = (
            ApplicationErrorCategory.BENIGN if is_benign(error.code) else ApplicationErrorCategory.UNSPECIFIED
        )
        raise ApplicationError(
            error.message, self.snapshot, type=error.code, non_retryable=True, category=category
        )

    async def _cancel(self) -> JobSnapshot:
        """End as cancelled: stopped for real, cleaned up, then said."""
        workflow.logger.info("Job %s was cancelled", self._order.job_id)
        await self._clean_up(JobState.CANCELLED)
        if await self._finish(JobState.CANCELLED):
            self._set_state_attribute(JobState.CANCELLED)
        raise CancelledError(SHARED_WORDS[CANCELLED.code])

    async def _finish(self, state: JobState, **update: Any) -> bool:
        """End the job if the ledger agrees; only then is the ending told to anyone."""
        await self._flush()
        ended = self._next(state=state, message=ENDINGS[state], finished_at=workflow.now(), **update)
        self._verdict = await self._write((*self._unrecorded, ended))
        if self._verdict is not Verdict.RECORDED:
            return False
        self.snapshot = ended
        self._show()
        return True

    async def _clean_up(self, state: JobState) -> None:
        try:
            wanted = CleanUpInput(job_id=self._order.job_id, state=state)
            await execute(CLEAN_UP, wanted, f"Clean up after a {state.value} job", within=CLEAN_UP_LIMIT)
        except ActivityError:
            workflow.logger.exception("Clean-up failed; the maintenance removes what is left")

    # --- state and recording ------------------------------------------------------------------------------

    @property
    def _stopping(self) -> bool:
        return (
            self._timed_out
            or workflow.cancellation_reason() is not None
            or self._verdict is not Verdict.RECORDED
        )

    def _next(self, **update: Any) -> JobSnapshot:
        now = {"sequence": self.snapshot.sequence + 1, "updated_at": workflow.now()}
        return self.snapshot.model_copy(update={**now, **update})

    def _change(self, **update: Any) -> None:
        self.snapshot = self._next(**update)
        self._unrecorded.append(self.snapshot)
        self._show()
        if self._recorder is None or self._recorder.done():
            self._recorder = asyncio.create_task(self._record())

    async def _record(self) -> None:
        """Write what no activity carries, in order, beside the step that runs; what queued up goes together.

        Temporal schedules no activity before the local ones of the same workflow task are over: so what
        changes in one go is waited for, and is one of them.
        """
        await asyncio.sleep(0)
        while self._unrecorded and self._unrecorded[-1].sequence != self._carried:
            batch = tuple(self._unrecorded)
            self._writing = True
            self._verdict = await self._write(batch)
            self._writing = False
            self._stands(batch)
            if self._verdict is not Verdict.RECORDED and self._steps_task:
                self._steps_task.cancel()

    def _hand_over(self) -> tuple[JobSnapshot, ...]:
        """The changes that an activity carries to the ledger: what has led to it, where it runs alone.

        One of several may have to wait for a place in its queue while the others go on: then the workflow
        records by itself. What was carried and is not known to stand is recorded with the next change.
        """
        if self._calls or self._writing or not self._unrecorded:
            return ()
        self._carried = self._unrecorded[-1].sequence
        return tuple(self._unrecorded)

    def _stands(self, changes: tuple[JobSnapshot, ...]) -> None:
        """Forget changes that are recorded."""
        if changes:
            last = changes[-1].sequence
            self._unrecorded = [change for change in self._unrecorded if change.sequence > last]

    async def _flush(self) -> None:
        if self._recorder:
            await self._recorder

    async def _write(self, changes: tuple[JobSnapshot, ...]) -> Verdict:
        try:
            verdict: Verdict = await workflow.execute_local_activity(
                RECORD.name,
                RecordInput(snapshots=changes),
                result_type=RECORD.output,
                summary=_recorded(changes),
                start_to_close_timeout=RECORD.patience,
                schedule_to_close_timeout=RECORD_LIMIT,
                retry_policy=RetryPolicy(maximum_interval=timedelta(seconds=10)),
            )
        except ActivityError:
            workflow.logger.exception("The ledger took no change for %s", RECORD_LIMIT)
            return Verdict.RECORDED
        return verdict

    def _set_state_attribute(self, state: JobState) -> None:
        updates = [STATE_KEY.value_set(state.value)]
        if self.snapshot.error:
            updates.append(ERROR_KEY.value_set(self.snapshot.error.code))
        workflow.upsert_search_attributes(updates)

    def _show(self) -> None:
        """Show the steps to who looks at the workflow in the Temporal Web UI."""
        entered, now = self._entered, self.snapshot
        if not entered or entered[-1].name != now.step:
            if entered:
                entered[-1].left = now.updated_at
            entered.append(Entered(now.step, now.updated_at))
        entered[-1].left = now.finished_at
        workflow.set_current_details(current_details(self._table, entered, now, self._order.public_url))


def _recorded(changes: tuple[JobSnapshot, ...]) -> str:
    """What a record holds, in words for the Temporal Web UI."""
    last = changes[-1]
    what = last.step if last.state is JobState.RUNNING else last.state.value
    return f"Record: {what}, {last.percent} %"


async def execute(
    activity: ActivityDef[InputT, OutputT],
    argument: InputT,
    summary: str = "",
    within: timedelta | None = None,
    carried: Sequence[JobSnapshot] = (),
) -> OutputT:
    """Run an activity as its definition says; a cancel waits until it has stopped for real.

    Its worker records the changes that it has ``carried`` before it begins.

    Temporal tries it again without limit, for as long as the job's own time lasts, or ``within`` where no
    job's time does: what died or was stopped has answered nothing. The worker counts the answers, watches the
    progress, and says which failure is the last (``activities.heartbeat``).
    """
    with carrying(carried):
        handle = workflow.start_activity(
            activity.name,
            argument,
            result_type=activity.output,
            summary=summary or activity.summary,
            task_queue=activity.queue,
            schedule_to_close_timeout=within,
            start_to_close_timeout=LONGEST_ATTEMPT,
            heartbeat_timeout=HEARTBEAT_TIMEOUT,
            retry_policy=RetryPolicy(initial_interval=SHORTEST_PAUSE, maximum_interval=LONGEST_PAUSE),
            cancellation_type=ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
        )
    output: OutputT = await handle
    return output


def _is_closed(error: ActivityError) -> bool:
    """Whether an activity did not begin, since the ledger had closed its job."""
    return isinstance(error.cause, ApplicationError) and error.cause.type == JOB_CLOSED


async def run_group(works: Sequence[Coroutine[Any, Any, None]]) -> None:
    """Run them beside one another; when one fails, the others are stopped before its error is raised."""
    tasks = [asyncio.create_task(work) for work in works]
    # Not ``finally``: when a worker puts a workflow away, nothing may be awaited any more.
    try:
        await workflow.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    except asyncio.CancelledError:
        await _stop(tasks)
        raise
    # Looked for now: an activity that is stopped for it ends with an error too, which is not the reason.
    failed = next((task for task in tasks if task.done() and not task.cancelled() and task.exception()), None)
    await _stop(tasks)
    for task in (failed,) if failed else tasks:
        task.result()


async def _stop(tasks: "Sequence[asyncio.Task[None]]") -> None:
    for task in tasks:
        task.cancel()
    await workflow.wait(tasks)


async def _undisturbed(ending: Coroutine[Any, Any, JobSnapshot]) -> JobSnapshot:
    """Let an ending finish even if a cancel comes meanwhile: whether it counts is the ledger's verdict."""
    task = asyncio.create_task(ending)
    while True:
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            if task.done():
                raise


async def _end(task: "asyncio.Task[Any]", patience: timedelta | None = None) -> None:
    """Cancel a task and wait until it is over, whatever it ends with; at most for ``patience``."""
    task.cancel()
    await workflow.wait([task], timeout=None if patience is None else patience.total_seconds())


def explain(error: ActivityError, step: str) -> JobError:
    """What a client is told of an activity that failed for good."""
    cause = error.cause
    if isinstance(cause, ApplicationError):
        told = JobError.reported(cause.type or INTERNAL_ERROR, cause.message, cause.details)
        if told.code == StoodStill.code:
            still = phrase(
                "The step {step} showed no progress for {seconds:g} s, and was stopped.",
                step=step,
                seconds=told.params["seconds"],
            )
            return JobError.of(told.code, still)
        return told
    why = str(cause or error)
    return JobError.of(INTERNAL_ERROR, phrase("The step {step} failed: {why}", step=step, why=why))


def failed_try(error: ActivityError) -> FailedTry | None:
    """Which try an activity failed for good with, and whether it may do better later; none if nobody said."""
    return FailedTry.of(error.cause.details) if isinstance(error.cause, ApplicationError) else None
