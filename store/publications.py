"""What jobs have published, in the ledger's database: the files of each, and how long they stay.

The rows are written before the files and go after them, so whatever crashes, the rows tell what to remove.
What a kind enters in a table of its own hangs on the publication by a foreign key, so it goes with it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, delete, exists, insert, select, update

from contracts.errors import JobNotFound, JobTerminated
from contracts.jobs import OPEN_STATES, JobState
from contracts.kinds import KINDS
from store.database import Database
from store.schema import JobRow, PublicationRow, PublishedFileRow, ReuseRow

T = TypeVar("T")

Enter = Callable[[Connection, str], T]
"""Writes a kind's own row of what the job with this id publishes, unless it stands already; what it wrote."""

_JOBS_AT_ONCE: Final = 50
"""In a transaction at most, so that the writer stays free for others."""
_CHOSEN_AT_ONCE: Final = 500
"""Jobs, or files, that are looked for at once."""


class Publications:
    """The publications in the ledger's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, job_id: str, enter: Enter[T], keys: Callable[[T], Collection[str]]) -> T:
        """Write that a job publishes files under these keys, with what its kind enters; what that was.

        To do it again changes nothing. JobNotFound if there is no such job, JobTerminated if it has ended
        and has published nothing: a worker that was given up must not publish what nobody waits for.
        """

        def work(connection: Connection) -> T:
            job = connection.execute(
                select(JobRow.kind, JobRow.owner, JobRow.state).where(JobRow.id == job_id).with_for_update()
            ).one_or_none()
            if job is None:
                raise JobNotFound("Job not found: {job_id}", job_id=job_id)
            known = select(PublicationRow.job_id).where(PublicationRow.job_id == job_id)
            if connection.execute(known).one_or_none() is None:
                if JobState(job.state).ended:
                    raise JobTerminated("The job has ended; nothing more is published.")
                values = {"job_id": job_id, "kind": job.kind, "owner": job.owner}
                connection.execute(insert(PublicationRow).values(**values, published_at=datetime.now(UTC)))
            entered = enter(connection, job_id)
            _add_files(connection, job_id, keys(entered))
            return entered

        return await self._database.write_unique(job_id, work)

    async def reuse(self, job_id: str, made_by: str) -> bool:
        """Write that a job's result is what another has published; False if that does not stand any more."""

        def work(connection: Connection) -> bool:
            stands = select(PublicationRow.job_id).where(PublicationRow.job_id == made_by).with_for_update()
            if connection.execute(stands).one_or_none() is None:
                return False
            connection.execute(delete(ReuseRow).where(ReuseRow.job_id == job_id))
            connection.execute(insert(ReuseRow).values(job_id=job_id, made_by=made_by))
            return True

        return await self._database.write_unique(job_id, work)

    async def stands(self, job_id: str) -> bool:
        """Whether the job has published something that was not withdrawn."""
        statement = select(PublicationRow.job_id).where(PublicationRow.job_id == job_id)
        return bool(await self._database.read(statement))

    async def owner_of(self, key: str) -> str | None:
        """Whose the artifact under this key is; None if it was not published, or is withdrawn."""
        statement = (
            select(PublicationRow.owner)
            .join(PublishedFileRow, PublishedFileRow.job_id == PublicationRow.job_id)
            .where(PublishedFileRow.key == key)
        )
        rows = await self._database.read(statement)
        return str(rows[0].owner) if rows else None

    async def withdraw(self, job_id: str, *, unless_completed: bool = False) -> Sequence[str]:
        """Take what a job has published out of every table; the keys of its files, which wait to be removed.

        A job that has completed is forgotten with it: its result would point to what is no longer there. So
        are those whose result is what this one has published.
        ``unless_completed`` leaves such a job, and what it published, as they are. So too what a job has left
        that is no longer known: its deletion has withdrawn whatever was not to outlive it.
        """

        def work(connection: Connection) -> Sequence[str]:
            state = connection.execute(
                select(JobRow.state).where(JobRow.id == job_id).with_for_update()
            ).scalar_one_or_none()
            if unless_completed and state in (None, JobState.COMPLETED):
                return ()
            files = select(PublishedFileRow.key).where(PublishedFileRow.job_id == job_id)
            keys = connection.execute(files).scalars().all()
            _withdraw(connection, [job_id])
            return keys

        return await self._database.write(job_id, work)

    async def withdraw_older(self, kept: Mapping[str, timedelta | None], others: timedelta) -> int:
        """Withdraw what was published longer ago than its kind is kept; of how many jobs.

        None keeps a kind for ever; ``others`` is for what kinds that ``kept`` does not name have published.
        """
        now = datetime.now(UTC)
        ages = [(PublicationRow.kind == kind, age) for kind, age in kept.items() if age is not None]
        ages.append((PublicationRow.kind.not_in(list(kept)), others))
        still_open = exists().where(
            JobRow.id == PublicationRow.job_id, JobRow.state.in_([state.value for state in OPEN_STATES])
        )
        withdrawn = 0
        for of_kind, age in ages:  # each by itself, so that an index finds the oldest
            too_old = PublicationRow.published_at < now - age
            withdrawn += await self._withdraw_where(of_kind, too_old, ~still_open)
        return withdrawn

    async def withdraw_dead(self) -> int:
        """Withdraw what jobs published that then did not complete; of how many jobs.

        So too what jobs published that the ledger does not know, unless their kind's outlives its job.
        """
        dead = select(JobRow.id).where(JobRow.state.in_([JobState.FAILED.value, JobState.CANCELLED.value]))
        known = exists().where(JobRow.id == PublicationRow.job_id)
        withdrawn = await self._withdraw_where(PublicationRow.job_id.in_(dead))
        return withdrawn + await self._withdraw_where(bound_to_job(), ~known)

    async def forget_misled(self) -> int:
        """Forget jobs that completed with what another published, just when that was withdrawn; how many."""
        stands = exists().where(PublicationRow.job_id == ReuseRow.made_by)
        misled = select(ReuseRow.job_id).where(~stands).limit(_CHOSEN_AT_ONCE)
        ids = [row.job_id for row in await self._database.read(misled)]
        if not ids:
            return 0
        return await self._database.write("", lambda connection: _forget_completed(connection, ids))

    async def withdrawn_files(self) -> Sequence[str]:
        """The keys of some artifacts that were withdrawn and may still be there."""
        statement = (
            select(PublishedFileRow.key).where(PublishedFileRow.job_id.is_(None)).limit(_CHOSEN_AT_ONCE)
        )
        return [row.key for row in await self._database.read(statement)]

    async def forget_files(self, keys: Collection[str]) -> None:
        """Forget withdrawn artifacts that were removed."""
        gone = delete(PublishedFileRow).where(
            PublishedFileRow.key.in_(list(keys)), PublishedFileRow.job_id.is_(None)
        )
        await self._database.write("", lambda connection: connection.execute(gone))

    async def _withdraw_where(self, *conditions: ColumnElement[bool]) -> int:
        # What to withdraw is looked for beside the writer, and looked at again within its transaction.
        chosen = select(PublicationRow.job_id).where(*conditions)
        withdrawn = 0
        while ids := [row.job_id for row in await self._database.read(chosen.limit(_CHOSEN_AT_ONCE))]:
            for start in range(0, len(ids), _JOBS_AT_ONCE):
                some = chosen.where(PublicationRow.job_id.in_(ids[start : start + _JOBS_AT_ONCE]))
                withdrawn += await self._database.write("", partial(_withdraw_those, chosen=some))
        return withdrawn


def bound_to_job() -> ColumnElement[bool]:
    """Whether a publication is of a kind that goes with its job, as those of unknown kinds do."""
    return PublicationRow.kind.not_in([kind.name for kind in KINDS.values() if kind.outlives_job])


def _withdraw_those(connection: Connection, chosen: Select[str]) -> int:
    job_ids = connection.execute(chosen).scalars().all()
    _withdraw(connection, job_ids)
    return len(job_ids)


def _withdraw(connection: Connection, job_ids: Sequence[str]) -> None:
    reusing = select(ReuseRow.job_id).where(ReuseRow.made_by.in_(job_ids))
    _forget_completed(connection, [*job_ids, *connection.execute(reusing).scalars()])
    connection.execute(delete(PublicationRow).where(PublicationRow.job_id.in_(job_ids)))


def _forget_completed(connection: Connection, job_ids: Sequence[str]) -> int:
    # Two statements: SQLite would look for one through all that have completed.
    jobs = connection.execute(select(JobRow.id, JobRow.state).where(JobRow.id.in_(job_ids)).with_for_update())
    completed = [job.id for job in jobs if job.state == JobState.COMPLETED]
    connection.execute(delete(JobRow).where(JobRow.id.in_(completed)))
    return len(completed)


def _add_files(connection: Connection, job_id: str, keys: Iterable[str]) -> None:
    wanted = list(keys)
    again = update(PublishedFileRow).where(PublishedFileRow.key.in_(wanted)).values(job_id=job_id)
    known = set(connection.execute(again.returning(PublishedFileRow.key)).scalars())
    new = [{"key": key, "job_id": job_id} for key in wanted if key not in known]
    if new:
        connection.execute(insert(PublishedFileRow), new)
