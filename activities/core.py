"""The activities every kind of job shares: record a change, clean up."""

import structlog
from temporalio import activity

from activities.folders import Scratch, remove
from activities.implementations import implements
from contracts.core import CLEAN_UP, RECORD, CleanUpInput, Nothing, RecordInput
from contracts.errors import JobNotFound
from contracts.jobs import JobState, Verdict
from contracts.names import job_prefix
from store.artifacts import Artifacts
from store.ledger import Ledger
from store.publisher import Publisher

log = structlog.get_logger(__name__)


class CoreActivities:
    """Needs ledger, artifacts, the publisher, and the folder where scripts run on this machine."""

    def __init__(self, ledger: Ledger, artifacts: Artifacts, publisher: Publisher, scratch: Scratch) -> None:
        self._ledger = ledger
        self._artifacts = artifacts
        self._publisher = publisher
        self._scratch = scratch

    @implements(RECORD)
    async def record(self, argument: RecordInput) -> Verdict:
        """Write changes of a job into the ledger."""
        verdict = await self._ledger.record(argument.snapshots)
        if verdict is not Verdict.RECORDED:
            await self._pass_cancel_on(argument.snapshots[0].job_id)
        return verdict

    @implements(CLEAN_UP)
    async def clean_up(self, argument: CleanUpInput) -> Nothing:
        """Remove what a job left behind; what it published only if it did not complete."""
        job_id = argument.job_id
        await self._artifacts.delete_prefix(job_prefix(job_id))
        await remove(self._scratch / job_id)
        if argument.state is not JobState.COMPLETED:
            await self._publisher.withdraw_unless_completed(job_id)
        log.info(f"Cleaned up {argument.state} job {job_id}")  # noqa: G004 - the contract's words
        return Nothing()

    async def _pass_cancel_on(self, job_id: str) -> None:
        """Ask Temporal for the cancel that the ledger has accepted, which it may never have heard of.

        A workflow that stops without having been asked to ends as failed there, not as cancelled.
        """
        try:
            job = await self._ledger.get(job_id)
        except JobNotFound:
            reason = "deleted"
        else:
            if job.snapshot.state in (JobState.COMPLETED, JobState.FAILED):
                return
            reason = job.cancel_reason or ""
        await activity.client().get_workflow_handle(job_id).cancel(reason=reason)
