"""Places: how many jobs of a pool run at once, and whose turn it is when one is free.

A job that has no place waits in the ledger alone. It has no workflow, no clock runs, and nothing is spent.

- At no moment do more jobs of a pool hold places than the pool has, however many processes give them.
- A free place goes to the job of the highest priority; among those in turn to each owner, beginning with the
  one who was served longest ago; among an owner's to the oldest.
- A job holds its place until it has ended, whatever its kind of end.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Select, and_, delete, func, insert, select, update

from store.schema import JobRow, TurnRow

Places = Mapping[str, int | None]
"""How many places each pool has; None, or no entry: as many as there are jobs."""
NO_LIMITS: Final[Places] = {}

_REMEMBERED: Final = timedelta(days=1)
"""How long it counts that an owner was served. Who waits for longer than that is the next anyway."""
_OPEN = JobRow.finished_at.is_(None)
WAITS: Final = and_(_OPEN, JobRow.placed_at.is_(None), JobRow.cancel_requested_at.is_(None))
"""Those who wait for a place. A job with an accepted cancel is given none any more."""


@dataclass(frozen=True)
class Placed:
    """A job that holds a place. ``started_at`` is None until a worker has it."""

    kind: str
    started_at: datetime | None


@dataclass(frozen=True)
class Waiting:
    """A job that waits for a place."""

    job_id: str
    kind: str


def line(pool: str) -> Select[*tuple[Any, ...]]:
    """The ids and kinds of a pool's waiting jobs, in the order in which they are given places."""
    # The first of each owner's jobs come before anybody's second: so each owner has a turn in every round.
    round_ = func.row_number().over(
        partition_by=(JobRow.priority, JobRow.owner), order_by=(JobRow.created_at, JobRow.id)
    )
    turns = and_(TurnRow.pool == JobRow.pool, TurnRow.owner == JobRow.owner)
    return (
        select(JobRow.id, JobRow.kind)
        .outerjoin(TurnRow, turns)
        .where(JobRow.pool == pool, WAITS)
        .order_by(
            JobRow.priority, round_, TurnRow.served_at.asc().nulls_first(), JobRow.created_at, JobRow.id
        )
    )


def held(pool: str) -> Select[*tuple[Any, ...]]:
    """The kinds of a pool's jobs that hold places, and since when they run."""
    return select(JobRow.kind, JobRow.started_at).where(
        JobRow.pool == pool, _OPEN, JobRow.placed_at.is_not(None)
    )


def give(connection: Connection, pool: str, places: int | None, now: datetime) -> frozenset[str]:
    """Give a pool's free places to those whose turn it is; their ids."""
    if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"places:{pool}"))))
    next_ones = line(pool)
    if places is not None:
        taken = connection.execute(select(func.count()).select_from(held(pool).subquery())).scalar_one()
        if taken >= places:
            return frozenset()
        next_ones = next_ones.limit(places - taken)
    chosen = [row.id for row in connection.execute(next_ones)]
    if not chosen:
        return frozenset()
    # A job that is being cancelled at this moment is left out, rather than waited for.
    still_waiting = select(JobRow.id, JobRow.owner).where(JobRow.id.in_(chosen), WAITS)
    given = {row.id: row.owner for row in connection.execute(still_waiting.with_for_update(skip_locked=True))}
    connection.execute(update(JobRow).where(JobRow.id.in_(given)).values(placed_at=now))
    for owner in sorted(set(given.values())):
        _note_turn(connection, pool, owner, now)
    return frozenset(given)


def forget_turns(connection: Connection, now: datetime) -> int:
    """Forget turns that were so long ago that they no longer count; how many."""
    return connection.execute(delete(TurnRow).where(TurnRow.served_at < now - _REMEMBERED)).rowcount


def _note_turn(connection: Connection, pool: str, owner: str, now: datetime) -> None:
    served = update(TurnRow).where(TurnRow.pool == pool, TurnRow.owner == owner).values(served_at=now)
    if not connection.execute(served).rowcount:
        connection.execute(insert(TurnRow).values(pool=pool, owner=owner, served_at=now))
