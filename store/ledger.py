"""The ledger: every job that was accepted, each change of it, and how it ended."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from types import TracebackType
from typing import Any, Final, Self, TypeVar

import structlog
from pydantic import JsonValue
from sqlalchemy import ColumnElement, Connection, and_, delete, exists, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from contracts.errors import (
    IdempotencyConflict,
    JobLimitExceeded,
    JobNotCancellable,
    JobNotDeletable,
    JobNotFound,
    ReelworkError,
    ServiceUnavailable,
)
from contracts.jobs import ENDINGS, OPEN_STATES, JobError, JobSnapshot, JobState, Verdict
from contracts.quotas import OwnerLimits
from store import places, quotas
from store.catalogue import Catalogue
from store.database import Database
from store.keys import Keys, Secrets
from store.places import NO_LIMITS, Placed, Places, Waiting
from store.publications import Publications, bound_to_job
from store.queries import filters, number, page
from store.records import (
    RECORD_COLUMNS,
    SNAPSHOT_COLUMNS,
    Acceptance,
    Finished,
    JobDraft,
    JobRecord,
    StateCounts,
    changing_values,
    event_values,
    pool_of,
    record_of,
    row_values,
    snapshot_of,
)
from store.schema import AnyRow, EventRow, JobRow, PublicationRow
from store.verdicts import Standing, judge
from store.videos import Videos

log = structlog.get_logger(__name__)

T = TypeVar("T")

UNLIMITED: Final = OwnerLimits()
_AFTER_ALL_OTHERS: Final = "\U0010ffff places of "
"""A name of locks that sorts behind every other, so that places are given at the end of a transaction: then
they count what all of it has done, and nobody who holds a pool waits for a job or an owner."""
_IDS_A_QUERY: Final = 500
"""Well below what either database takes in one statement."""
_OPEN: Final = tuple(sorted(state.value for state in OPEN_STATES))


class Ledger:
    """The jobs in the database at a URL, and in ``publications`` what they have published.

    ``catalogue`` are the animations among that, ``videos`` those of articles. ``keys`` are those that people
    were given, ``secrets`` those that processes share.

    ``places`` is how many jobs of each pool may run at once: see ``store.places``. ``on_placed`` is told
    which jobs were given places here, so that somebody starts their workflows.

    Open it in the event loop that will use it; ``store.migrate`` must have run before. Every method raises
    ServiceUnavailable if the database does not answer.
    """

    def __init__(self, url: str, places: Places = NO_LIMITS) -> None:
        self._database = Database(url)
        self._places = places
        self.on_placed: Callable[[Collection[str]], None] = lambda _: None
        self.publications = Publications(self._database)
        self.catalogue = Catalogue(self._database)
        self.videos = Videos(self._database)
        self.keys = Keys(self._database)
        self.secrets = Secrets(self._database)

    async def open(self) -> None:
        """Start the writer."""
        await self._database.open()

    async def close(self) -> None:
        """Finish the writes that are queued and leave the database."""
        await self._database.close()

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def ping(self) -> None:
        """Return if the database answers."""
        await self._database.ping()

    async def give_back(self) -> int:
        """Give some of the space that is no longer used back to the disk: see ``Database.give_back``."""
        return await self._database.give_back()

    # --- writing ------------------------------------------------------------------------------------------

    async def accept(self, draft: JobDraft, limits: OwnerLimits = UNLIMITED) -> Acceptance:
        """Write a new job, its event 0, its place if one is free, and what its kind writes with it.

        All of it is one transaction.

        If its owner's idempotency key stands for a job already, that job is the answer and nothing is
        written; IdempotencyConflict if that job was made by another request. JobLimitExceeded if the owner
        has ``max_active`` open jobs of the kind, TooManyOpenJobs or TooManyCreations beyond ``limits``:
        exactly, however many requests come at once, and to whichever process.
        """
        owner = draft.first.owner

        def work(connection: Connection) -> Acceptance:
            if draft.max_active is not None or limits != UNLIMITED:
                quotas.lock(connection, owner)
            now = datetime.now(UTC)
            quota = quotas.standing(connection, owner, limits, now)
            earlier = _earlier(connection, draft)
            if earlier is not None:
                return replace(_repeated(draft, earlier), quota=quota)
            try:
                if draft.max_active is not None:
                    _leave_room(connection, draft.first, draft.max_active)
                quota = quotas.spend(connection, owner, limits, quota, now)
            except ReelworkError as refusal:
                refusal.quota = quota
                raise
            values = row_values(draft, draft.order(connection))
            connection.execute(insert(JobRow).values(values))
            connection.execute(insert(EventRow).values(event_values(draft.first)))
            record = JobRecord(
                draft.first,
                draft.request,
                values["order"],
                draft.priority,
                cancel_requested_at=None,
                cancel_reason=None,
                pool=draft.pool,
                placed_at=None,
                start_by=draft.start_by,
            )
            return Acceptance(record, created=True, quota=quota)

        # A repetition with its key finds the job; one without would make another, so the first must not stay.
        undo = None if draft.idempotency_key else partial(self._take_back, draft.first)
        accepting = self._database.write_unique(
            f"{owner} {draft.idempotency_key or draft.first.job_id}", work, undo=undo
        )
        acceptance, given = await self._then_give_places(draft.pool, accepting)
        if draft.first.job_id in given:
            placed = replace(acceptance.job, placed_at=given[draft.first.job_id])
            return replace(acceptance, job=placed)
        return acceptance

    async def _take_back(self, first: JobSnapshot) -> None:
        """End a job, if there is one, whose sender was told that it might not have been accepted."""

        def wait(connection: Connection) -> None:
            # Its first event can't be written twice: to try waits for the transaction that may still do so.
            with suppress(IntegrityError), connection.begin_nested():
                connection.execute(insert(EventRow).values(event_values(first)))

        await self._database.write(first.job_id, wait)
        error = ServiceUnavailable("The ledger did not answer in time, and the sender was told so.")
        with suppress(JobNotFound):
            await self.close_from_outside(
                first.job_id, JobState.FAILED, error=JobError.of(error.code, error.phrase)
            )

    async def forget_creations(self) -> int:
        """Forget what owners created more than two minutes ago, and old turns; of how many owners."""

        def work(connection: Connection) -> int:
            now = datetime.now(UTC)
            places.forget_turns(connection, now)
            return quotas.forget(connection, now)

        return await self._database.write("", work)

    async def give_places(self) -> None:
        """Give whatever places are free, as after a crash between a job's end and the next one's turn."""
        pools = select(JobRow.pool).where(places.WAITS).distinct()
        for row in await self._database.read(pools):
            await self._give_places(row.pool)

    async def _then_give_places(self, pool: str, work: Awaitable[T]) -> tuple[T, Mapping[str, datetime]]:
        """What comes of work that may have freed a place of a pool or asked for one, and who got one, when.

        Both are queued together, so that they are one transaction.
        """
        done, given = await asyncio.gather(work, self._give_places(pool), return_exceptions=True)
        if isinstance(done, BaseException):
            raise done
        if isinstance(given, BaseException):
            log.warning("Places could not be given; it is tried again", pool=pool, error=str(given))
            given = {}
        return done, given

    async def _give_places(self, pool: str) -> Mapping[str, datetime]:
        def work(connection: Connection) -> Mapping[str, datetime]:
            now = datetime.now(UTC)
            return dict.fromkeys(places.give(connection, pool, self._places.get(pool), now), now)

        given = await self._database.write(_AFTER_ALL_OTHERS + pool, work, shared=True)
        if given:
            self.on_placed(given)
        return given

    async def record(self, snapshots: Sequence[JobSnapshot]) -> Verdict:
        """Write changes of one job, in order of their sequence, each at most once.

        What stands already counts as recorded. A job that has ended or is unknown is CLOSED. A job with an
        accepted cancel can't complete or fail: CANCEL_REQUESTED, and the changes before that one are written.
        An ending of an open job is written in any case, behind another change that has its sequence.
        """
        job_ids = {snapshot.job_id for snapshot in snapshots}
        if len(job_ids) != 1:
            raise ValueError(f"A record is of one job, not {len(job_ids)}.")
        (job_id,) = job_ids

        def work(connection: Connection) -> Verdict:
            statement = (
                select(JobRow.state, JobRow.sequence, JobRow.progress, JobRow.cancel_requested_at)
                .where(JobRow.id == job_id)
                .with_for_update()
            )
            row = connection.execute(statement).one_or_none()
            if row is None:
                return Verdict.CLOSED
            standing = Standing(
                JobState(row.state), row.sequence, row.progress, row.cancel_requested_at is not None
            )
            recorded = {}
            if standing.state.ended:
                recorded = _recorded(connection, job_id, [snapshots[-1].sequence, standing.sequence])
            judgement = judge(standing, snapshots, recorded)
            _append(connection, judgement.write)
            return judgement.verdict

        last = snapshots[-1]
        # How far a job was is told again by its next change; that it was accepted, or has ended, is not.
        recording = self._database.write(job_id, work, durable=last.state.ended)
        if not last.state.ended:
            return await recording
        verdict, _ = await self._then_give_places(pool_of(last.kind), recording)
        return verdict

    async def request_cancel(self, job_id: str, reason: str, *, only_pending: bool = False) -> JobRecord:
        """Accept the cancel of an open job: from now on it can't complete or fail. The job as it stands.

        One that waits for a place is given none any more. A second request changes nothing and keeps the
        first reason. JobNotFound; JobNotCancellable (with the ``state`` in its details) if the job has ended,
        or runs although ``only_pending`` is asked for.
        """

        def work(connection: Connection) -> JobRecord:
            job = _locked(connection, job_id)
            state = job.snapshot.state
            if state.ended:
                raise JobNotCancellable("The job has already ended: {state}", state=state.value)
            if only_pending and state is not JobState.PENDING:
                raise JobNotCancellable("The job is no longer pending: {state}", state=state.value)
            if job.cancel_requested_at is None:
                values = {"cancel_requested_at": datetime.now(UTC), "cancel_reason": reason}
                connection.execute(update(JobRow).where(JobRow.id == job_id).values(values))
            return job

        return await self._database.write(job_id, work)

    async def close_from_outside(
        self,
        job_id: str,
        state: JobState,
        *,
        error: JobError | None = None,
        result: dict[str, JsonValue] | None = None,
    ) -> JobSnapshot:
        """End an open job whose workflow can't do it; the snapshot that stands then. JobNotFound.

        A job that has ended stays as it is. A job with an accepted cancel ends as cancelled, unless ``state``
        is completed: then its workflow has completed, and that is the truth.
        """
        pool = (await self.get(job_id)).pool

        def work(connection: Connection) -> JobSnapshot:
            job = _locked(connection, job_id)
            if job.snapshot.state.ended:
                return job.snapshot
            ending: dict[str, Any] = {
                "state": state,
                "message": ENDINGS[state],
                "error": error,
                "result": result,
            }
            if job.cancel_requested_at is not None and state is not JobState.COMPLETED:
                ending = {"state": JobState.CANCELLED, "message": ENDINGS[JobState.CANCELLED]}
            if state is JobState.COMPLETED:
                ending["progress"] = 1.0
            now = datetime.now(UTC)
            counted = {"sequence": job.snapshot.sequence + 1, "updated_at": now, "finished_at": now}
            ended = job.snapshot.model_copy(update={**ending, **counted})
            _append(connection, [ended])
            return ended

        stands, _ = await self._then_give_places(pool, self._database.write(job_id, work))
        return stands

    async def delete(self, job_id: str) -> None:
        """Forget a job that has ended, or that is pending with an accepted cancel; its events go with it.

        What it published is withdrawn, unless it completed and that outlives it. JobNotFound; JobNotDeletable
        for every other job.
        """

        def work(connection: Connection) -> None:
            job = _locked(connection, job_id)
            if job.snapshot.state is JobState.RUNNING:
                raise JobNotDeletable("Cannot delete a running job. Wait for completion or failure.")
            if job.snapshot.state is JobState.PENDING and job.cancel_requested_at is None:
                raise JobNotDeletable("Cannot delete a pending job. Cancel it first.")
            _forget(connection, [job_id])

        pool = (await self.get(job_id)).pool
        await self._then_give_places(pool, self._database.write(job_id, work))

    async def delete_ended(  # noqa: PLR0913 - they are filters, by name
        self,
        states: Collection[JobState],
        before: datetime,
        *,
        kinds: Collection[str] | None = None,
        owner: str | None = None,
        with_publications: bool = True,
        limit: int = 500,
    ) -> Sequence[str]:
        """Forget jobs that ended in one of these states before a moment; their ids.

        ``kinds`` None: of all kinds; ``owner`` None: of all owners.
        What they published is withdrawn as ``delete`` says; without ``with_publications`` a job that has
        completed stays as long as what it published, if that goes with it. At most ``limit`` at once, so that
        the writer stays free for others: call again until none is left.
        """
        conditions = [*filters(kinds, states, owner), JobRow.finished_at < before]
        if not with_publications:
            published = exists().where(PublicationRow.job_id == JobRow.id, bound_to_job())
            conditions.append(or_(JobRow.state != JobState.COMPLETED.value, ~published))
        # They are looked for beside the writer. A job that has ended does not change any more.
        chosen = select(JobRow.id).where(*conditions).order_by(JobRow.finished_at).limit(limit)
        ids = [row.id for row in await self._database.read(chosen)]
        return await self._database.write("", lambda connection: _forget(connection, ids)) if ids else ()

    # --- reading ------------------------------------------------------------------------------------------

    async def get(self, job_id: str) -> JobRecord:
        """The job; JobNotFound if there is none."""
        return _found(job_id, await self._database.read(select(*RECORD_COLUMNS).where(JobRow.id == job_id)))

    async def states(self, job_ids: Collection[str]) -> dict[str, JobState]:
        """The states of those of the jobs that are known."""
        states: dict[str, JobState] = {}
        ids = list(job_ids)
        for start in range(0, len(ids), _IDS_A_QUERY):
            some = ids[start : start + _IDS_A_QUERY]
            statement = select(JobRow.id, JobRow.state).where(JobRow.id.in_(some))
            states |= {row.id: JobState(row.state) for row in await self._database.read(statement)}
        return states

    async def events(self, job_id: str, after: int = -1) -> Sequence[JobSnapshot]:
        """The changes of a job with a sequence greater than ``after``, in order; none for an unknown job."""
        statement = (
            select(EventRow.snapshot)
            .where(EventRow.job_id == job_id, EventRow.sequence > after)
            .order_by(EventRow.sequence)
        )
        return [JobSnapshot.model_validate(row.snapshot) for row in await self._database.read(statement)]

    async def list(
        self,
        *,
        kinds: Collection[str] | None = None,
        states: Collection[JobState] | None = None,
        owner: str | None = None,
        limit: int,
        offset: int = 0,
    ) -> Sequence[JobRecord]:
        """A page of the jobs that pass the filters that are given, the newest first."""
        statement = page(RECORD_COLUMNS, filters(kinds, states, owner), limit, offset)
        return [record_of(row) for row in await self._database.read(statement)]

    async def snapshots(
        self,
        *,
        kinds: Collection[str] | None = None,
        states: Collection[JobState] | None = None,
        owner: str | None = None,
        limit: int,
        offset: int = 0,
    ) -> Sequence[JobSnapshot]:
        """The same without what was ordered, which may be much longer than all the rest."""
        statement = page(SNAPSHOT_COLUMNS, filters(kinds, states, owner), limit, offset)
        return [snapshot_of(row) for row in await self._database.read(statement)]

    async def count(
        self,
        *,
        kinds: Collection[str] | None = None,
        states: Collection[JobState] | None = None,
        owner: str | None = None,
    ) -> int:
        """How many jobs pass the filters that are given."""
        statement = (
            select(func.count().label("number")).select_from(JobRow).where(*filters(kinds, states, owner))
        )
        (row,) = await self._database.read(statement)
        return int(row.number)

    async def counts_by_state(self, kind: str, step: str, owner: str | None = None) -> StateCounts:
        """How many jobs of a kind are in each state, and how many that run are at a step: at one moment.

        Those of an ``owner``, or of all.
        """
        numbers = {state: number(kind, owner, JobRow.state == state.value) for state in JobState}
        at_step = number(kind, owner, JobRow.state == JobState.RUNNING.value, JobRow.step == step)
        (row,) = await self._database.read(select(*numbers.values(), at_step))
        return StateCounts(dict(zip(numbers, row, strict=False)), row[-1])

    async def recent_results(self, kind: str, limit: int) -> Sequence[Finished]:
        """How the newest jobs of a kind that have completed went, the newest first."""
        statement = (
            select(JobRow.started_at, JobRow.finished_at, JobRow.result)
            .where(
                JobRow.kind == kind,
                JobRow.state == JobState.COMPLETED.value,
                JobRow.started_at.is_not(None),
            )
            .order_by(JobRow.created_at.desc(), JobRow.id.desc())
            .limit(limit)
        )
        rows = await self._database.read(statement)
        return [Finished(row.started_at, row.finished_at, row.result) for row in rows]

    async def open_jobs(self, older_than: datetime, *, limit: int, after: str = "") -> Sequence[JobRecord]:
        """Open jobs that have a place or an accepted cancel, and have not changed since a moment.

        In order of their ids, from beyond ``after``. Those that just wait for a place need nobody's help.
        """
        statement = (
            select(*RECORD_COLUMNS)
            .where(
                JobRow.state.in_(_OPEN),
                JobRow.updated_at < older_than,
                or_(JobRow.placed_at.is_not(None), JobRow.cancel_requested_at.is_not(None)),
                JobRow.id > after,
            )
            .order_by(JobRow.id)
            .limit(limit)
        )
        return [record_of(row) for row in await self._database.read(statement)]

    async def to_start(self) -> Sequence[str]:
        """The jobs that have a place and that no worker has begun, the one that has it for longest first."""
        statement = (
            select(JobRow.id)
            .where(
                JobRow.finished_at.is_(None),
                JobRow.placed_at.is_not(None),
                JobRow.state == JobState.PENDING.value,
                JobRow.cancel_requested_at.is_(None),
            )
            .order_by(JobRow.placed_at, JobRow.created_at)
        )
        return [row.id for row in await self._database.read(statement)]

    async def too_late(self, now: datetime) -> Sequence[str]:
        """The jobs that still wait for a place and were to have one by now."""
        statement = select(JobRow.id).where(places.WAITS, JobRow.start_by < now)
        return [row.id for row in await self._database.read(statement)]

    async def line(self, pool: str) -> Sequence[Waiting]:
        """Those who wait for a place of a pool, the next one first."""
        return [Waiting(row.id, row.kind) for row in await self._database.read(places.line(pool))]

    async def count_waiting(self) -> int:
        """How many jobs wait for a place, of all pools."""
        (row,) = await self._database.read(select(func.count().label("number")).where(places.WAITS))
        return int(row.number)

    async def placed(self, pool: str) -> Sequence[Placed]:
        """Those who hold a place of a pool."""
        return [Placed(row.kind, row.started_at) for row in await self._database.read(places.held(pool))]

    def places_of(self, pool: str) -> int | None:
        """How many places a pool has; None: as many as there are jobs."""
        return self._places.get(pool)


def _found(job_id: str, rows: Sequence[AnyRow]) -> JobRecord:
    if not rows:
        raise JobNotFound("Job not found: {job_id}", job_id=job_id)
    return record_of(rows[0])


def _locked(connection: Connection, job_id: str) -> JobRecord:
    """The job, held until the transaction ends (SQLite's writers hold the whole file anyway)."""
    statement = select(*RECORD_COLUMNS).where(JobRow.id == job_id).with_for_update()
    return _found(job_id, connection.execute(statement).all())


def _forget(connection: Connection, job_ids: Sequence[str]) -> Sequence[str]:
    """Delete ended jobs, and withdraw what they published unless they completed and it outlives them."""
    completed = exists().where(JobRow.id == PublicationRow.job_id, JobRow.state == JobState.COMPLETED.value)
    withdrawn = and_(PublicationRow.job_id.in_(job_ids), or_(bound_to_job(), ~completed))
    connection.execute(delete(PublicationRow).where(withdrawn))
    gone = delete(JobRow).where(JobRow.id.in_(job_ids)).returning(JobRow.id)
    return connection.execute(gone).scalars().all()


def _earlier(connection: Connection, draft: JobDraft) -> AnyRow | None:
    """The job that a draft would repeat: the one under its key, or the very same one.

    The same one is there if the transaction before was committed while its answer was lost on the way.
    """
    same: ColumnElement[bool] = JobRow.id == draft.first.job_id
    if draft.idempotency_key is not None:
        same_key = and_(JobRow.owner == draft.first.owner, JobRow.idempotency_key == draft.idempotency_key)
        same = or_(same, same_key)
    statement = select(*RECORD_COLUMNS, JobRow.request_digest).where(same)
    return connection.execute(statement).one_or_none()


def _leave_room(connection: Connection, first: JobSnapshot, max_active: int) -> None:
    """Refuse a job beyond its owner's limit for its kind."""
    current = quotas.open_jobs(connection, first.owner, [first.kind])
    if current >= max_active:
        refusal = JobLimitExceeded(
            "There are {current_jobs} open jobs already; at most {max_jobs} are allowed.",
            current_jobs=current,
            max_jobs=max_active,
        )
        refusal.retry_delay = quotas.TRY_AGAIN
        raise refusal


def _repeated(draft: JobDraft, earlier: AnyRow) -> Acceptance:
    if earlier.id != draft.first.job_id and earlier.request_digest != draft.request_digest:
        raise IdempotencyConflict("This Idempotency-Key was used for another request. Please use a new key.")
    return Acceptance(record_of(earlier), created=earlier.id == draft.first.job_id)


def _recorded(connection: Connection, job_id: str, sequences: Sequence[int]) -> dict[int, JobSnapshot]:
    statement = select(EventRow.sequence, EventRow.snapshot).where(
        EventRow.job_id == job_id, EventRow.sequence.in_(sequences)
    )
    rows = connection.execute(statement)
    return {row.sequence: JobSnapshot.model_validate(row.snapshot) for row in rows}


def _append(connection: Connection, snapshots: Sequence[JobSnapshot]) -> None:
    """Write changes of one job, the last of them into its row."""
    if not snapshots:
        return
    last = snapshots[-1]
    connection.execute(update(JobRow).where(JobRow.id == last.job_id).values(changing_values(last)))
    connection.execute(insert(EventRow), [event_values(snapshot) for snapshot in snapshots])
