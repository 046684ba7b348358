"""The activities every kind of job shares: record a change, clean up."""

from pathlib import Path

import structlog
from temporalio import activity

from activities.folders import remove
from contracts.core import CLEAN_UP, RECORD, CleanUpInput, Nothing, RecordInput
from contracts.jobs import JobState, Verdict
from contracts.names import job_prefix
from store.artifacts import Artifacts
from store.ledger import Ledger
from store.publisher import Publisher

log = structlog.get_logger(__name__)


class CoreActivities:
    """Needs the ledger, the artifacts, and the folder where scripts run on this machine."""

    def __init__(self, ledger: Ledger, artifacts: Artifacts, scratch: Path) -> None:
        self._ledger = ledger
        self._artifacts = artifacts
        self._publisher = Publisher(ledger, artifacts)
        self._scratch = scratch

    @activity.defn(name=RECORD.name)
    async def record(self, argument: RecordInput) -> Verdict:
        """Write changes of a job into the ledger."""
        return await self._ledger.record(argument.snapshots)

    @activity.defn(name=CLEAN_UP.name)
    async def clean_up(self, argument: CleanUpInput) -> Nothing:
        """Remove what a job left behind; what it published only if it did not complete."""
        job_id = argument.job_id
        await self._artifacts.delete_prefix(job_prefix(job_id))
        await remove(self._scratch / job_id)
        if argument.state is not JobState.COMPLETED:
            await self._publisher.withdraw_unless_completed(job_id)
        log.info(f"Cleaned up {argument.state} job {job_id}")  # noqa: G004 - document 3's words
        return Nothing()
