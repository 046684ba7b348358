"""When an open job is expected to begin and to end, from how long earlier jobs of its kind took.

A job that waits is told its position in the line, and when a place will be free for it: the line is played
through, each job for the median time of its kind. Where a kind has completed no job yet, nothing is said.
"""

import asyncio
import heapq
import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from cachetools import TTLCache

from contracts.jobs import Forecast, JobSnapshot, JobState
from store.ledger import Ledger
from store.places import Placed, Waiting
from store.records import pool_of

MEASURED: Final = 20
"""The newest completed jobs of a kind, which tell how long the next will take."""
LINE_SECONDS: Final = 1.0
"""How long a line is good for all who ask for it."""
MEASURED_SECONDS: Final = 30.0
"""The same of how long a kind's jobs take."""
_MOST: Final = 256
"""Kinds and pools that are remembered; there are a few."""


@dataclass(frozen=True)
class _Line:
    """Where each waiting job stands, from 1, and in how many seconds it begins, if that can be told."""

    positions: Mapping[str, int] = field(default_factory=dict)
    starts: Mapping[str, float | None] = field(default_factory=dict)


class Forecasts:
    """Reads the ledger; what it reads serves everybody for a moment."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lines: TTLCache[str, _Line] = TTLCache(_MOST, LINE_SECONDS)
        self._durations: TTLCache[str, float | None] = TTLCache(_MOST, MEASURED_SECONDS)
        self._reading: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def on(self, snapshot: JobSnapshot) -> JobSnapshot:
        """The snapshot with what is expected of its job. An ended job expects nothing."""
        if snapshot.state.ended:
            return snapshot
        return snapshot.model_copy(update={"forecast": await self._forecast(snapshot)})

    async def _forecast(self, snapshot: JobSnapshot) -> Forecast:
        takes = await self._duration(snapshot.kind)
        if snapshot.state is JobState.RUNNING:
            return Forecast(ends_in=_left(takes, snapshot.started_at))
        line = await self._line(pool_of(snapshot.kind))
        position = line.positions.get(snapshot.job_id)
        starts_in = line.starts[snapshot.job_id] if position else 0.0
        ends_in = None if starts_in is None or takes is None else starts_in + takes
        return Forecast(position=position, starts_in=starts_in, ends_in=ends_in)

    async def _line(self, pool: str) -> _Line:
        async with self._reading[pool]:
            line = self._lines.get(pool)
            if line is None:
                waiting = await self._ledger.line(pool)
                line = await self._played(pool, waiting) if waiting else _Line()
                self._lines[pool] = line
        return line

    async def _played(self, pool: str, waiting: Sequence[Waiting]) -> _Line:
        placed = await self._ledger.placed(pool)
        kinds = {job.kind for job in waiting} | {job.kind for job in placed}
        takes = {kind: await self._duration(kind) for kind in kinds}
        positions = {job.job_id: position for position, job in enumerate(waiting, start=1)}
        return _Line(positions, _starts(waiting, placed, takes, self._ledger.places_of(pool)))

    async def _duration(self, kind: str) -> float | None:
        """The median seconds of a kind's last jobs; None if there are none."""
        if kind not in self._durations:
            finished = await self._ledger.recent_results(kind, MEASURED)
            took = [(job.finished_at - job.started_at).total_seconds() for job in finished]
            self._durations[kind] = statistics.median(took) if took else None
        return self._durations.get(kind)


def _starts(
    waiting: Sequence[Waiting],
    placed: Sequence[Placed],
    takes: Mapping[str, float | None],
    places: int | None,
) -> dict[str, float | None]:
    """In how many seconds each waiting job begins: whenever a place is free, the next one takes it."""
    free = [_left(takes[job.kind], job.started_at) or 0.0 for job in placed]
    if places is None or any(takes[job.kind] is None for job in placed):
        return dict.fromkeys(job.job_id for job in waiting)
    free += [0.0] * (places - len(free))
    heapq.heapify(free)
    starts: dict[str, float | None] = dict.fromkeys(job.job_id for job in waiting)
    for job in waiting:
        starts[job.job_id] = free[0]
        took = takes[job.kind]
        if took is None:  # of those behind it nobody knows
            break
        heapq.heapreplace(free, free[0] + took)
    return starts


def _left(takes: float | None, started_at: datetime | None) -> float | None:
    """The seconds that a job which holds a place still needs; None if that is not known, or long over."""
    if takes is None or started_at is None:
        return takes
    left = takes - (datetime.now(UTC) - started_at).total_seconds()
    return left if left > 0 else None
