"""What every activity gets around it: heartbeats, counted tries, a watch over its progress, logs, errors.

Temporal tries again without limit, since it counts deaths of workers like answers. What counts is counted
here, in the heartbeats: the server keeps the last one over failures and deaths, for the next attempt.
"""

import asyncio
from collections.abc import Coroutine
from contextvars import ContextVar
from datetime import timedelta
from typing import Any, Final

import structlog
from temporalio import activity
from temporalio.api.common.v1 import Payload
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory
from temporalio.worker import ActivityInboundInterceptor, ExecuteActivityInput, Interceptor

from activities.implementations import definition_of
from activities.recording import Recorder
from contracts.activity import ActivityDef
from contracts.core import CHANGES_HEADER, JOB_CLOSED, RecordInput
from contracts.errors import ReelworkError, StoodStill, WorkerStopped
from contracts.jobs import Beat, FailedTry, Heartbeat, Verdict
from contracts.names import HEARTBEAT_TIMEOUT
from contracts.phrases import phrase
from contracts.progress import moved, watched

HEARTBEAT_SECONDS: Final = HEARTBEAT_TIMEOUT.total_seconds() / 4
LONGEST_DELAY: Final = timedelta(minutes=1)
"""A provider may ask for an hour; the job's own limit would pass before, and tell nothing of the reason."""
AFTER_A_STOP: Final = timedelta(milliseconds=100)
"""How soon another worker is offered what a stopped one gave back."""
STOP_SECONDS: Final = 30.0
"""How long an attempt that stood still may take to stop; then it is left behind."""


class Pulse:
    """The heartbeats of one attempt: the last of them, which the attempt's tasks and threads share."""

    def __init__(self, kept: Beat) -> None:
        self.last = kept

    def beat(self, **changes: Any) -> None:
        """Beat with what has changed, and the rest as it was."""
        self.last = self.last.model_copy(update=changes)
        activity.heartbeat(self.last)

    async def go_on(self) -> None:
        """Say at intervals that the worker lives, always with the whole last detail.

        Not at once: a step that is over before the first interval costs the server no heartbeat.
        """
        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS)
            self.beat()


_pulse: Final[ContextVar[Pulse | None]] = ContextVar("pulse", default=None)


def report(told: Heartbeat) -> None:
    """Tell how far the running step is; repeated until the next, so that nothing erases it.

    What tells something new is progress (see ``contracts.progress``).
    """
    now = _current()
    if told != now.last.told:
        moved()
    now.beat(told=told)


def attempt() -> int:
    """Which try this is, from 1: one more than those that ended with an answer."""
    return _current().last.answered + 1


def _current() -> Pulse:
    """The running attempt's; an activity with nothing around it is at its first."""
    return _pulse.get() or Pulse(Beat())


class ActivityInterceptor(Interceptor):
    """Put around every activity by the worker. ``recorder`` takes what activities carry of their jobs."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def intercept_activity(self, next: ActivityInboundInterceptor) -> ActivityInboundInterceptor:  # noqa: A002 - Temporal's own name
        """Wrap an activity."""
        return _Around(next, self._recorder)


class _JobClosed(Exception):
    """The ledger has closed the job: nothing of it is to begin any more."""


class _Around(ActivityInboundInterceptor):
    def __init__(self, next: ActivityInboundInterceptor, recorder: Recorder) -> None:  # noqa: A002 - as above
        super().__init__(next)
        self._recorder = recorder

    async def execute_activity(self, input: ExecuteActivityInput) -> Any:  # noqa: A002 - Temporal's own name
        info = activity.info()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(job_id=info.workflow_id, activity=info.activity_type)
        if info.is_local:
            return await _recording(super().execute_activity(input))
        definition = definition_of(input.fn)
        own = Pulse(_kept(info))
        _pulse.set(own)
        beating = asyncio.create_task(own.go_on())
        try:
            await self._record(input.headers.get(CHANGES_HEADER))
            return await _watching(super().execute_activity(input), definition.patience)
        except asyncio.CancelledError as error:
            details = activity.cancellation_details()
            if details and details.worker_shutdown and not details.cancel_requested:
                # Without this the attempt would count as cancelled, and the job with it.
                raise _stopped() from error
            raise
        except _JobClosed as error:
            raise ApplicationError(
                "The job was closed in the ledger.",
                type=JOB_CLOSED,
                non_retryable=True,
                category=ApplicationErrorCategory.BENIGN,
            ) from error
        except Exception as error:
            if activity.is_worker_shutdown() and _may_pass(error):
                # What ends its programs, as a service manager does, may reach them before us.
                raise _stopped() from error
            raise _failed(error, definition) from error
        finally:
            beating.cancel()

    async def _record(self, carried: Payload | None) -> None:
        """Record the changes that the activity carries: only then does it begin, at each attempt."""
        if carried is None:
            return
        changes = activity.payload_converter().from_payload(carried, RecordInput)
        if await self._recorder.record_patiently(changes.snapshots) is not Verdict.RECORDED:
            raise _JobClosed


async def _recording(work: Coroutine[Any, Any, Any]) -> Any:
    """A local activity: it beats for nobody, and its workflow says how long it is tried again."""
    try:
        return await work
    except ReelworkError as error:
        raise _failure(error, None, non_retryable=not error.retryable) from error


async def _watching(work: Coroutine[Any, Any, Any], patience: timedelta) -> Any:
    """The work's result. Raises ``StoodStill`` if it shows no progress for longer than it may."""
    with watched() as watch:
        task = asyncio.create_task(work)
    try:
        while not task.done():
            left = patience.total_seconds() - watch.still_for
            if left <= 0:
                task.cancel()
                await asyncio.wait({task}, timeout=STOP_SECONDS)
                if task.done() and not task.cancelled() and not task.exception():
                    break  # it finished all the same
                raise StoodStill(
                    "It showed no progress for {seconds:g} s, and was stopped.",
                    seconds=patience.total_seconds(),
                )
            await asyncio.wait({task}, timeout=left)
    except asyncio.CancelledError:
        task.cancel()
        return await task  # it may finish all the same
    return task.result()


def _failed(error: Exception, definition: ActivityDef[Any, Any]) -> ApplicationError:
    """What Temporal is told of an attempt that failed; the last that counts ends the activity."""
    if isinstance(error, ReelworkError) and not error.answer:
        return _failure(error, None, non_retryable=not error.retryable)
    answered = attempt()
    _current().beat(answered=answered)
    is_last = answered >= definition.attempts or not _may_pass(error)
    delay = definition.backoff * 2 ** (answered - 1)
    return _failure(error, answered, non_retryable=is_last, delay=delay)


def _failure(
    error: Exception, answered: int | None, *, non_retryable: bool, delay: timedelta | None = None
) -> ApplicationError:
    """An error as Temporal understands it."""
    if isinstance(error, ReelworkError):
        text, code, benign = error.phrase, error.code, error.benign
        delay = error.retry_delay or delay
    else:
        text, code, benign = phrase("{message}", message=str(error)), type(error).__name__, False
    return ApplicationError(
        text.text(),
        FailedTry(text=text, attempt=answered, may_pass=_may_pass(error)),
        type=code,
        non_retryable=non_retryable,
        next_retry_delay=delay and min(delay, LONGEST_DELAY),
        # Benign where nobody needs to be woken.
        category=ApplicationErrorCategory.BENIGN if benign else ApplicationErrorCategory.UNSPECIFIED,
    )


def _stopped() -> ApplicationError:
    error = WorkerStopped("The worker was stopped; another one goes on.")
    return _failure(error, None, non_retryable=False, delay=AFTER_A_STOP)


def _may_pass(error: Exception) -> bool:
    """Whether trying again can help; of an error that nobody thought of, nobody knows that it can't."""
    return error.retryable if isinstance(error, ReelworkError) else True


def _kept(info: activity.Info) -> Beat:
    """What the last heartbeat of the attempts before held."""
    return Beat.model_validate(info.heartbeat_details[0]) if info.heartbeat_details else Beat()
