"""What goes into the ledger and comes out of it, and how that lies in its rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import JsonValue
from sqlalchemy import Connection

from contracts.jobs import JobError, JobOrder, JobSnapshot, JobState
from contracts.kinds import KINDS
from contracts.messages import Message
from contracts.quotas import Quota
from store.schema import AnyRow, JobRow

TakesPart = Callable[[Connection, str], Mapping[str, Any]]
"""What a kind writes within the transaction that accepts its job, whose id it is given; the order's fields
that come of it."""


@dataclass(frozen=True)
class JobDraft:
    """A job that is to be accepted.

    ``first`` is its snapshot 0, pending. ``request`` is what the client asked for, as the contract's own
    model dumps it. ``order`` makes what the workflow is started with; it is called within the transaction
    that accepts the job, so that a kind may write there what belongs to it. A key names the request among its
    owner's; ``request_digest`` tells a repetition of it from another request under the same key. ``priority``
    is 1 (first) to 5. ``max_active`` bounds the owner's open jobs of this kind, this one included. A job that
    has no place by ``start_by`` fails.
    """

    first: JobSnapshot
    request: dict[str, JsonValue]
    order: Callable[[Connection], JobOrder]
    priority: int = 3
    idempotency_key: str | None = None
    request_digest: str | None = None
    max_active: int | None = None
    start_by: datetime | None = None

    @property
    def pool(self) -> str:
        """The pool that the job takes a place of."""
        return pool_of(self.first.kind)


@dataclass(frozen=True)
class JobRecord:
    """A job as the ledger has it.

    ``request`` is what was asked for, as the contract's own model dumped it; ``order`` is what its workflow
    is started with, as JSON. ``placed_at`` is since when it holds a place; None while it waits for one, which
    it does at most until ``start_by``.
    """

    snapshot: JobSnapshot
    request: dict[str, JsonValue]
    order: dict[str, JsonValue]
    priority: int
    cancel_requested_at: datetime | None
    cancel_reason: str | None
    pool: str
    placed_at: datetime | None
    start_by: datetime | None

    @property
    def waits(self) -> bool:
        """Whether it is open and has no place yet: then it has no workflow."""
        return self.placed_at is None and not self.snapshot.state.ended

    @property
    def title(self) -> str:
        """What the job is about, in a line; the name of its kind if that is no longer known."""
        kind = KINDS.get(self.snapshot.kind)
        if kind is None:
            return self.snapshot.kind
        return str((self.snapshot.result or {}).get(kind.titled_by) or kind.title(self.request))


@dataclass(frozen=True)
class Acceptance:
    """The job that stands for a request; ``created`` is False if an earlier request had made it.

    ``quota`` is what its owner may still create, if that is limited.
    """

    job: JobRecord
    created: bool
    quota: Quota | None = None


@dataclass(frozen=True)
class StateCounts:
    """How many jobs of a kind are in each state; ``at_step`` of those that run are at the step asked for."""

    states: dict[JobState, int]
    at_step: int


@dataclass(frozen=True)
class Finished:
    """How long a completed job took, and what it made."""

    started_at: datetime
    finished_at: datetime
    result: dict[str, JsonValue]


SNAPSHOT_COLUMNS = (
    JobRow.id,
    JobRow.kind,
    JobRow.owner,
    JobRow.state,
    JobRow.step,
    JobRow.progress,
    JobRow.message,
    JobRow.attempt,
    JobRow.sequence,
    JobRow.result,
    JobRow.error,
    JobRow.created_at,
    JobRow.updated_at,
    JobRow.started_at,
    JobRow.finished_at,
)
RECORD_COLUMNS = (
    *SNAPSHOT_COLUMNS,
    JobRow.request,
    JobRow.order,
    JobRow.priority,
    JobRow.cancel_requested_at,
    JobRow.cancel_reason,
    JobRow.pool,
    JobRow.placed_at,
    JobRow.start_by,
)


def pool_of(kind: str) -> str:
    """The pool that jobs of a kind take a place of; of a kind that is no longer known, its own."""
    known = KINDS.get(kind)
    return known.pool if known else kind


def changing_values(snapshot: JobSnapshot) -> dict[str, Any]:
    """The columns of a job's row that a change may touch."""
    return {
        "state": snapshot.state.value,
        "step": snapshot.step,
        "progress": snapshot.progress,
        "message": snapshot.message.model_dump(mode="json"),
        "attempt": snapshot.attempt,
        "sequence": snapshot.sequence,
        "result": snapshot.result,
        "error": None if snapshot.error is None else snapshot.error.model_dump(mode="json"),
        "updated_at": snapshot.updated_at,
        "started_at": snapshot.started_at,
        "finished_at": snapshot.finished_at,
    }


def row_values(draft: JobDraft, order: JobOrder) -> dict[str, Any]:
    """A new job's row."""
    return {
        "id": draft.first.job_id,
        "kind": draft.first.kind,
        "owner": draft.first.owner,
        "created_at": draft.first.created_at,
        "request": draft.request,
        "order": order.model_dump(mode="json"),
        "priority": draft.priority,
        "pool": draft.pool,
        "start_by": draft.start_by,
        "idempotency_key": draft.idempotency_key,
        "request_digest": draft.request_digest,
        **changing_values(draft.first),
    }


def event_values(snapshot: JobSnapshot) -> dict[str, Any]:
    """A change's row among the events."""
    return {
        "job_id": snapshot.job_id,
        "sequence": snapshot.sequence,
        "snapshot": snapshot.model_dump(mode="json"),
    }


def snapshot_of(row: AnyRow) -> JobSnapshot:
    """The snapshot in a row of ``SNAPSHOT_COLUMNS`` or more."""
    return JobSnapshot(
        job_id=row.id,
        kind=row.kind,
        owner=row.owner,
        state=JobState(row.state),
        step=row.step,
        progress=row.progress,
        message=Message.model_validate(row.message),
        attempt=row.attempt,
        sequence=row.sequence,
        result=row.result,
        error=None if row.error is None else JobError.model_validate(row.error),
        created_at=row.created_at,
        updated_at=row.updated_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
    )


def record_of(row: AnyRow) -> JobRecord:
    """The record in a row of ``RECORD_COLUMNS`` or more."""
    return JobRecord(
        snapshot=snapshot_of(row),
        request=row.request,
        order=row.order,
        priority=row.priority,
        cancel_requested_at=row.cancel_requested_at,
        cancel_reason=row.cancel_reason,
        pool=row.pool,
        placed_at=row.placed_at,
        start_by=row.start_by,
    )
