"""What owners have created within the last minute: within the transaction that accepts a job, so it is exact.

An owner has a row, not a sum over jobs: who deletes a job does not get its creation back.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select, update

from contracts.errors import TooManyCreations, TooManyOpenJobs
from contracts.jobs import OPEN_STATES
from contracts.kinds import KINDS
from contracts.quotas import WINDOW, OwnerLimits, Quota
from store.schema import CreationsRow, JobRow

TRY_AGAIN: Final = timedelta(seconds=10)
"""When one of the owner's jobs may have ended; nobody knows."""


def lock(connection: Connection, owner: str) -> None:
    """Let the owner's other requests wait until the transaction ends (SQLite's writers wait anyway)."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"creations:{owner}"))))


def open_jobs(connection: Connection, owner: str, kinds: Sequence[str] = tuple(KINDS)) -> int:
    """How many jobs of these kinds an owner has open. That they are named lets an index tell."""
    states = tuple(sorted(state.value for state in OPEN_STATES))
    statement = select(func.count()).where(
        JobRow.owner == owner, JobRow.kind.in_(kinds), JobRow.state.in_(states)
    )
    return connection.execute(statement).scalar_one()


def standing(connection: Connection, owner: str, limits: OwnerLimits, now: datetime) -> Quota | None:
    """What an owner may still create; None if that is not limited."""
    if limits.creations is None:
        return None
    statement = select(CreationsRow.began_at, CreationsRow.number).where(CreationsRow.owner == owner)
    row = connection.execute(statement).one_or_none()
    # The clocks of two machines differ a little: a window may begin in the future.
    if row is None or abs(now - row.began_at) >= WINDOW:
        return Quota(limits.creations, left=limits.creations, ends_in=WINDOW)
    return Quota(
        limits.creations, left=max(0, limits.creations - row.number), ends_in=row.began_at + WINDOW - now
    )


def spend(
    connection: Connection, owner: str, limits: OwnerLimits, quota: Quota | None, now: datetime
) -> Quota | None:
    """Count one creation more; ``quota`` is what stood before. Raises TooManyOpenJobs, TooManyCreations."""
    if limits.open_jobs is not None:
        current = open_jobs(connection, owner)
        if current >= limits.open_jobs:
            refusal = TooManyOpenJobs(
                "There are {current_jobs} open jobs already; at most {max_jobs} are allowed.",
                current_jobs=current,
                max_jobs=limits.open_jobs,
            )
            refusal.retry_delay = TRY_AGAIN
            raise refusal
    if quota is None:
        return None
    if not quota.left:
        too_many = TooManyCreations(
            "At most {limit} jobs may be started within a minute. Wait a little and try again.",
            limit=quota.limit,
        )
        too_many.retry_delay = quota.ends_in
        raise too_many
    values = {"began_at": now + quota.ends_in - WINDOW, "number": quota.limit - quota.left + 1}
    renewed = update(CreationsRow).where(CreationsRow.owner == owner).values(values)
    if not connection.execute(renewed).rowcount:
        connection.execute(insert(CreationsRow).values(owner=owner, **values))
    return Quota(quota.limit, quota.left - 1, quota.ends_in)


def forget(connection: Connection, now: datetime) -> int:
    """Remove the rows of owners whose window is over; how many."""
    return connection.execute(delete(CreationsRow).where(CreationsRow.began_at < now - 2 * WINDOW)).rowcount
