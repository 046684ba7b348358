"""The activities every kind of job shares: record a change, clean up."""

import structlog

from activities.folders import Scratch, remove
from activities.implementations import implements
from activities.recording import Recorder
from contracts.core import CLEAN_UP, RECORD, CleanUpInput, Nothing, RecordInput
from contracts.jobs import JobState, Verdict
from contracts.names import job_prefix
from store.artifacts import Artifacts
from store.ledger import Ledger
from store.publisher import Publisher

log = structlog.get_logger(__name__)


class CoreActivities:
    """Needs ledger, artifacts, the publisher, and the folder where scripts run on this machine."""

    def __init__(self, ledger: Ledger, artifacts: Artifacts, publisher: Publisher, scratch: Scratch) -> None:
        self._recorder = Recorder(ledger)
        self._artifacts = artifacts
        self._publisher = publisher
        self._scratch = scratch

    @implements(RECORD)
    async def record(self, argument: RecordInput) -> Verdict:
        """Write changes of a job into the ledger."""
        return await self._recorder.record(argument.snapshots)

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
