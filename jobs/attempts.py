"""The attempts of a job's steps that failed, read from the history of its workflow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pydantic_core
from temporalio.api.enums.v1 import EventType
from temporalio.api.failure.v1 import Failure
from temporalio.api.history.v1 import HistoryEvent
from temporalio.api.workflow.v1 import PendingActivityInfo

from contracts.jobs import FailedTry, JobError


@dataclass(frozen=True)
class FailedAttempt:
    """One attempt of an activity; ``why`` is none if its worker did not answer in time.

    ``attempt`` says which try it was, from 1; none if it used none up.
    """

    activity: str
    attempt: int | None
    why: JobError | None
    at: datetime


def failed_attempts(
    events: Iterable[HistoryEvent], pending: Iterable[PendingActivityInfo]
) -> Sequence[FailedAttempt]:
    """Those that the history tells of, and the last one of each activity that is tried again now.

    Of an activity that was tried several times, Temporal keeps the last failure before the last attempt.
    """
    names: dict[int, str] = {}
    found: list[FailedAttempt] = []
    for event in events:
        at = event.event_time.ToDatetime(UTC)
        if event.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED:
            names[event.event_id] = event.activity_task_scheduled_event_attributes.activity_type.name
        elif event.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_STARTED:
            started = event.activity_task_started_event_attributes
            if started.attempt > 1 and not _stopped(started.last_failure):
                found.append(_failed(names[started.scheduled_event_id], started.last_failure, at))
        elif event.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_FAILED:
            failed = event.activity_task_failed_event_attributes
            if not _stopped(failed.failure):
                found.append(_failed(names[failed.scheduled_event_id], failed.failure, at))
        elif event.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT:
            scheduled = event.activity_task_timed_out_event_attributes.scheduled_event_id
            found.append(FailedAttempt(names[scheduled], None, None, at))
    for activity in pending:
        if activity.attempt > 1 and not _stopped(activity.last_failure):
            at = activity.last_attempt_complete_time.ToDatetime(UTC)
            found.append(_failed(activity.activity_type.name, activity.last_failure, at))
    return found


def _stopped(failure: Failure) -> bool:
    return failure.HasField("canceled_failure_info")


def _failed(activity: str, failure: Failure, at: datetime) -> FailedAttempt:
    if failure.HasField("timeout_failure_info"):
        return FailedAttempt(activity, None, None, at)
    info = failure.application_failure_info
    details = [pydantic_core.from_json(payload.data) for payload in info.details.payloads]
    tried = FailedTry.of(details)
    why = JobError.reported(info.type, failure.message, details)
    return FailedAttempt(activity, tried.attempt if tried else None, why, at)
