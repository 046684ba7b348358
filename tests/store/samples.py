"""Jobs to store."""

from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import Connection

from contracts.animation import ANIMATION_FULL, Animation, AnimationFullOrder, Quality
from contracts.jobs import JobError, JobOrder, JobSnapshot, JobState
from contracts.messages import message
from contracts.phrases import phrase
from store.catalogue import NewGeneration, adding
from store.ledger import Ledger
from store.publications import Enter
from store.records import JobDraft, TakesPart

T = TypeVar("T")

CREATED = datetime(2026, 5, 4, 3, 2, 1, 123456, tzinfo=UTC)


def first(**changes: Any) -> JobSnapshot:
    snapshot = JobSnapshot(
        job_id=uuid4().hex,
        kind=ANIMATION_FULL,
        owner="ann",
        state=JobState.PENDING,
        step="initializing",
        progress=0.0,
        message=message("waiting"),
        sequence=0,
        created_at=CREATED,
        updated_at=CREATED,
    )
    return snapshot.model_copy(update=changes)


def later(snapshot: JobSnapshot, sequence: int, **changes: Any) -> JobSnapshot:
    usual = {
        "state": JobState.RUNNING,
        "sequence": sequence,
        "progress": min(1.0, sequence / 10),
        "step": "planning",
        "message": message("change", number=sequence),
        "started_at": CREATED + timedelta(seconds=1),
        "updated_at": CREATED + timedelta(seconds=sequence),
    }
    return snapshot.model_copy(update={**usual, **changes})


def ending(snapshot: JobSnapshot, sequence: int, state: JobState, **changes: Any) -> JobSnapshot:
    at = CREATED + timedelta(seconds=sequence)
    usual: dict[str, Any] = {"state": state, "finished_at": at, "updated_at": at}
    if state is JobState.COMPLETED:
        usual |= {"progress": 1.0, "result": {"ok": True, "parts": [1, 2.5, None]}}
    if state is JobState.FAILED:
        usual |= {
            "error": JobError.of(
                "SCRIPT_FAILED",
                phrase("It failed {times} times: {why}", times=3, why=phrase("it is not Python")),
            )
        }
    return later(snapshot, sequence, **{**usual, **changes})


def draft(
    snapshot: JobSnapshot | None = None,
    *,
    generation: bool = True,
    takes_part: TakesPart | None = None,
    **settings: Any,
) -> JobDraft:
    start = first() if snapshot is None else snapshot

    asked = NewGeneration(owner=start.owner, content="三角形の面積", created_at=CREATED)
    takes_part = takes_part or (adding(asked) if generation else None)

    def order(connection: Connection) -> JobOrder:
        return AnimationFullOrder(
            job_id=start.job_id,
            kind=start.kind,
            owner=start.owner,
            created_at=start.created_at,
            time_limit=timedelta(minutes=30),
            **({"generation_id": 0} | dict(takes_part(connection, start.job_id) if takes_part else {})),
            content="三角形の面積",
            quality=Quality.LOW,
        )

    return JobDraft(first=start, request={"content": "三角形の面積"}, order=order, **settings)


async def accepted(ledger: Ledger, **changes: Any) -> JobSnapshot:
    """A job in the ledger, pending."""
    start = first(**changes)
    return (await ledger.accept(draft(start, generation=start.kind == ANIMATION_FULL))).job.snapshot


async def ended(ledger: Ledger, state: JobState = JobState.COMPLETED, **changes: Any) -> JobSnapshot:
    """A job in the ledger, at its end."""
    snapshot = ending(await accepted(ledger, **changes), 1, state)
    await ledger.record([snapshot])
    return snapshot


async def published(ledger: Ledger, enter: Enter[T], *keys: str, job_id: str | None = None) -> T:
    """What a job, one of its own if none is named, enters with the files that it publishes."""
    return await ledger.publications.add(job_id or (await accepted(ledger)).job_id, enter, lambda _: keys)


def animation(generation_id: int, **changes: Any) -> Animation:
    published = Animation(
        video_id=uuid4().hex,
        generation_id=generation_id,
        prior_video_id=None,
        prompt="三角形の面積",
        quality=Quality.LOW,
        duration=12.5,
    )
    return published.model_copy(update=changes)
