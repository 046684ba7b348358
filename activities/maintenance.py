"""The maintenance's activities."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog
from temporalio.service import RPCError

from activities.implementations import implements
from contracts.core import Nothing
from contracts.errors import ReelworkError
from contracts.jobs import OPEN_STATES, JobState
from contracts.kinds import KINDS
from contracts.maintenance import (
    PRUNE,
    RECONCILE,
    RETAIN,
    SWEEP,
    MaintenanceOrder,
    PruneOutput,
    ReconcileOutput,
    RetainOutput,
    SweepOutput,
)
from contracts.names import JOBS_PREFIX, job_prefix
from contracts.progress import moved
from contracts.speech import SPEECH_CACHE
from jobs.service import Jobs
from store.artifacts import ArtifactInfo, Artifacts
from store.publisher import Publisher
from store.records import JobRecord

log = structlog.get_logger(__name__)

GRACE: Final = timedelta(seconds=20)
"""A job that changed so recently may just be on its way from the ledger to Temporal, or back."""
PAGE: Final = 200
IN_USE: Final = timedelta(hours=1)
"""An utterance so young may be waiting to be joined."""


class MaintenanceActivities:
    """Needs what can be done with jobs, the artifacts they leave, and the publisher of what they made."""

    def __init__(self, jobs: Jobs, artifacts: Artifacts, publisher: Publisher) -> None:
        self._jobs = jobs
        self._artifacts = artifacts
        self._publisher = publisher

    @implements(RECONCILE)
    async def reconcile(self, _: Nothing) -> ReconcileOutput:
        """Make ledger and Temporal agree on every open job."""
        looked_at = failed = 0
        last = ""
        before = datetime.now(UTC) - GRACE
        while page := await self._jobs.ledger.open_jobs(before, limit=PAGE, after=last):
            for job in page:
                moved()
                last = job.snapshot.job_id
                looked_at += 1
                try:
                    if _waited_too_long(job):
                        await self._jobs.expire(last)
                    else:
                        await self._jobs.reconcile(last)
                except (ReelworkError, RPCError):
                    failed += 1
                    log.warning("A job could not be reconciled", job_id=last, exc_info=True)
        waiting = await self._jobs.ledger.count_waiting()
        return ReconcileOutput(looked_at=looked_at, failed=failed, waiting_for_a_place=waiting)

    @implements(SWEEP)
    async def sweep(self, _: Nothing) -> SweepOutput:
        """Remove what ended jobs left, what those published that did not complete, and withdrawn files."""
        left = await self._artifacts.folders(JOBS_PREFIX)
        states = await self._jobs.ledger.states(left)
        leftovers = [job_prefix(job_id) for job_id in left if states.get(job_id) not in OPEN_STATES]
        for prefix in leftovers:
            await self._artifacts.delete_prefix(prefix)
        return SweepOutput(swept=len(leftovers), withdrawn=await self._publisher.sweep())

    @implements(RETAIN)
    async def retain(self, argument: MaintenanceOrder) -> RetainOutput:
        """Withdraw what is too old, forget ended jobs that are, and give the space of both back."""
        ledger = self._jobs.ledger
        now = datetime.now(UTC)
        expired = await self._publisher.expire(argument.kept, argument.retention)
        forgotten = 0
        for states, age in (
            ((JobState.COMPLETED, JobState.FAILED), argument.retention),
            ((JobState.CANCELLED,), argument.cancelled_retention),
        ):
            while ids := await ledger.delete_ended(states, now - age, with_publications=False):
                forgotten += len(ids)
                moved()
        await ledger.forget_creations()
        while await ledger.catalogue.forget_generations():
            moved()
        return RetainOutput(expired=expired, forgotten=forgotten, pages_given_back=await ledger.give_back())

    @implements(PRUNE)
    async def prune(self, argument: MaintenanceOrder) -> PruneOutput:
        """Keep the speech cache within its age and size; the oldest go first."""
        now = datetime.now(UTC)
        found: dict[str, list[ArtifactInfo]] = defaultdict(list)
        for info in await self._artifacts.list(SPEECH_CACHE):
            found[info.key.partition(".")[0]].append(info)  # an utterance and its words are one
        size = sum(info.size for files in found.values() for info in files)
        pruned = 0
        for files in sorted(found.values(), key=_modified):
            age = now - _modified(files)
            if age < IN_USE or (age <= argument.speech_cache_age and size <= argument.speech_cache_bytes):
                break
            for info in files:
                await self._artifacts.delete(info.key)
                size -= info.size
                moved()
            pruned += 1
        return PruneOutput(pruned=pruned)


def _modified(files: Sequence[ArtifactInfo]) -> datetime:
    return max(info.modified for info in files)


def _waited_too_long(job: JobRecord) -> bool:
    kind = KINDS.get(job.snapshot.kind)  # a package that brought it may have been removed
    limit = kind.pending_limit if kind else None
    if job.snapshot.state is not JobState.PENDING or job.placed_at is None or limit is None:
        return False
    return datetime.now(UTC) - job.placed_at > limit
