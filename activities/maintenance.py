"""The maintenance's activities."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog
from temporalio import activity
from temporalio.service import RPCError

from activities.publishing import withdraw_video
from contracts.article_video import ARTICLE_VIDEOS
from contracts.core import Nothing
from contracts.errors import ReelworkError
from contracts.jobs import OPEN_STATES, JobSnapshot, JobState
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
from contracts.script_video import SCRIPT_VIDEOS, script_video_prefix
from contracts.speech import AUDIO_PREFIX, SPEECH_CACHE, audio_prefix
from jobs.service import Jobs
from store.artifacts import ArtifactInfo, Artifacts

log = structlog.get_logger(__name__)

GRACE: Final = timedelta(seconds=20)
"""A job that changed so recently may just be on its way from the ledger to Temporal, or back."""
PAGE: Final = 200
IN_USE: Final = timedelta(hours=1)
"""An utterance so young may be waiting to be joined."""
_KEEPING: Final = OPEN_STATES | {JobState.COMPLETED}
"""The states of jobs whose files stay. The others' clean-up may have failed, or never have come."""


class MaintenanceActivities:
    """Needs what can be done with jobs, and the artifacts they leave."""

    def __init__(self, jobs: Jobs, artifacts: Artifacts) -> None:
        self._jobs = jobs
        self._artifacts = artifacts

    @activity.defn(name=RECONCILE.name)
    async def reconcile(self, _: Nothing) -> ReconcileOutput:
        """Make ledger and Temporal agree on every open job."""
        looked_at = failed = 0
        last = ""
        before = datetime.now(UTC) - GRACE
        while page := await self._jobs.ledger.open_jobs(before, limit=PAGE, after=last):
            for job in page:
                last = job.snapshot.job_id
                looked_at += 1
                try:
                    if _waited_too_long(job.snapshot):
                        await self._jobs.expire(last)
                    else:
                        await self._jobs.reconcile(last)
                except (ReelworkError, RPCError):
                    failed += 1
                    log.warning("A job could not be reconciled", job_id=last, exc_info=True)
        return ReconcileOutput(looked_at=looked_at, failed=failed)

    @activity.defn(name=SWEEP.name)
    async def sweep(self, _: Nothing) -> SweepOutput:
        """Remove what jobs that are not open left, and what those made that are gone or did not complete."""
        ledger = self._jobs.ledger
        left = await self._artifacts.folders(JOBS_PREFIX)
        states = await ledger.states(left)
        leftovers = [job_prefix(job_id) for job_id in left if states.get(job_id) not in OPEN_STATES]
        for kept_with_job, prefix_of in ((AUDIO_PREFIX, audio_prefix), (SCRIPT_VIDEOS, script_video_prefix)):
            made = await self._artifacts.folders(kept_with_job)
            states = await ledger.states(made)
            leftovers += [prefix_of(job_id) for job_id in made if states.get(job_id) not in _KEEPING]
        for prefix in leftovers:
            await self._artifacts.delete_prefix(prefix)
        published = set(await ledger.videos.jobs_in(frozenset(JobState) - _KEEPING))
        made = await self._artifacts.folders(ARTICLE_VIDEOS)
        states = await ledger.states(made)  # an article's video outlives its job: unknown ones stay
        published |= {job_id for job_id in made if job_id in states and states[job_id] not in _KEEPING}
        for job_id in published:
            await withdraw_video(ledger, self._artifacts, job_id)
        return SweepOutput(swept=len(leftovers) + len(published))

    @activity.defn(name=RETAIN.name)
    async def retain(self, argument: MaintenanceOrder) -> RetainOutput:
        """Forget ended jobs that are older than they are kept; what they published stays in the catalogue."""
        now = datetime.now(UTC)
        forgotten = 0
        for states, age in (
            ((JobState.COMPLETED, JobState.FAILED), argument.retention),
            ((JobState.CANCELLED,), argument.cancelled_retention),
        ):
            while ids := await self._jobs.ledger.delete_ended(tuple(KINDS), states, now - age):
                forgotten += len(ids)
        return RetainOutput(forgotten=forgotten)

    @activity.defn(name=PRUNE.name)
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
            pruned += 1
        return PruneOutput(pruned=pruned)


def _modified(files: Sequence[ArtifactInfo]) -> datetime:
    return max(info.modified for info in files)


def _waited_too_long(snapshot: JobSnapshot) -> bool:
    limit = KINDS[snapshot.kind].pending_limit
    waiting = snapshot.state is JobState.PENDING
    return waiting and limit is not None and datetime.now(UTC) - snapshot.created_at > limit
