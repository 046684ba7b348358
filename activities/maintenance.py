"""The maintenance's activities."""

from datetime import UTC, datetime, timedelta
from typing import Final

import structlog
from temporalio import activity
from temporalio.service import RPCError

from contracts.core import Nothing
from contracts.errors import ReelworkError
from contracts.jobs import JobKind, JobState
from contracts.maintenance import PUT_RIGHT, RETAIN, MaintenanceOrder, PutRightOutput, RetainOutput
from jobs.service import Jobs

log = structlog.get_logger(__name__)

GRACE: Final = timedelta(seconds=20)
"""A job that changed so recently may just be on its way from the ledger to Temporal, or back."""
PAGE: Final = 200


class MaintenanceActivities:
    """Needs what can be done with jobs."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs

    @activity.defn(name=PUT_RIGHT.name)
    async def put_right(self, _: Nothing) -> PutRightOutput:
        """Make ledger and Temporal agree on every open job."""
        looked_at = failed = 0
        last = ""
        before = datetime.now(UTC) - GRACE
        while page := await self._jobs.ledger.open_jobs(before, limit=PAGE, after=last):
            for job in page:
                last = job.snapshot.job_id
                looked_at += 1
                try:
                    await self._jobs.put_right(last)
                except (ReelworkError, RPCError):
                    failed += 1
                    log.warning("A job could not be put right", job_id=last, exc_info=True)
        return PutRightOutput(looked_at=looked_at, failed=failed)

    @activity.defn(name=RETAIN.name)
    async def retain(self, argument: MaintenanceOrder) -> RetainOutput:
        """Forget ended jobs that are older than they are kept; what they published stays in the catalogue."""
        now = datetime.now(UTC)
        forgotten = 0
        for states, age in (
            ((JobState.COMPLETED, JobState.FAILED), argument.retention),
            ((JobState.CANCELLED,), argument.cancelled_retention),
        ):
            while ids := await self._jobs.ledger.delete_ended(tuple(JobKind), states, now - age):
                forgotten += len(ids)
        return RetainOutput(forgotten=forgotten)
