"""What every activity gets around it: heartbeats, logs with the job id, errors that Temporal understands."""

import asyncio
from contextvars import ContextVar
from datetime import timedelta
from typing import Any, Final

import structlog
from temporalio import activity
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory
from temporalio.worker import ActivityInboundInterceptor, ExecuteActivityInput, Interceptor

from contracts.errors import ReelworkError
from contracts.jobs import Heartbeat
from contracts.names import HEARTBEAT_TIMEOUT

HEARTBEAT_SECONDS: Final = HEARTBEAT_TIMEOUT.total_seconds() / 4
LONGEST_DELAY: Final = timedelta(minutes=1)
"""A provider may ask for an hour; the job's own limit would pass before, and tell nothing of the reason."""
WORKER_STOPPED: Final = "WORKER_STOPPED"

_last: ContextVar[list[Any]] = ContextVar("last heartbeat")


def report(beat: Heartbeat) -> None:
    """Tell how far the running step is; repeated until the next, so that nothing erases it."""
    _last.get()[:] = [beat]
    activity.heartbeat(beat)


class ActivityInterceptor(Interceptor):
    """Put around every activity by the worker."""

    def intercept_activity(self, next: ActivityInboundInterceptor) -> ActivityInboundInterceptor:  # noqa: A002 - Temporal's own name
        """Wrap an activity."""
        return _Around(next)


class _Around(ActivityInboundInterceptor):
    async def execute_activity(self, input: ExecuteActivityInput) -> Any:  # noqa: A002 - Temporal's own name
        info = activity.info()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(job_id=info.workflow_id, activity=info.activity_type)
        beating = None
        if not info.is_local:
            _last.set(list(info.heartbeat_details))
            beating = asyncio.create_task(_beat())
        try:
            return await super().execute_activity(input)
        except ReelworkError as error:
            raise ApplicationError(
                error.message,
                error.phrase,
                type=error.code,
                non_retryable=not error.retryable,
                next_retry_delay=error.retry_delay and min(error.retry_delay, LONGEST_DELAY),
                category=_category(error),
            ) from error
        except asyncio.CancelledError as error:
            details = activity.cancellation_details()
            if details and details.worker_shutdown and not details.cancel_requested:
                # Without this the attempt would count as cancelled, and the job with it.
                raise ApplicationError(
                    "The worker was stopped; another one goes on.",
                    type=WORKER_STOPPED,
                    category=ApplicationErrorCategory.BENIGN,
                ) from error
            raise
        finally:
            if beating:
                beating.cancel()


def _category(error: ReelworkError) -> ApplicationErrorCategory:
    """Benign where nobody needs to be woken."""
    return ApplicationErrorCategory.BENIGN if error.benign else ApplicationErrorCategory.UNSPECIFIED


async def _beat() -> None:
    """Say at intervals that the worker lives, always with the whole last detail.

    Not at once: a step that is over before the first interval costs the server no heartbeat.
    """
    while True:
        await asyncio.sleep(HEARTBEAT_SECONDS)
        activity.heartbeat(*_last.get())
