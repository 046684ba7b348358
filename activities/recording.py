"""Writing a job's changes into the ledger, for its workflow and for the activities that carry them."""

import asyncio
import time
from collections.abc import Sequence

import structlog
from temporalio import activity

from contracts.core import RECORD_LIMIT
from contracts.errors import JobNotFound, ReelworkError
from contracts.jobs import JobSnapshot, JobState, Verdict
from contracts.names import LONGEST_PAUSE, SHORTEST_PAUSE
from store.ledger import Ledger

log = structlog.get_logger(__name__)


class Recorder:
    """Records what workflows have changed."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def record(self, changes: Sequence[JobSnapshot]) -> Verdict:
        """Record changes of one job, in order of their sequence. Raises ServiceUnavailable."""
        verdict = await self._ledger.record(changes)
        if verdict is not Verdict.RECORDED:
            await self._pass_cancel_on(changes[0].job_id)
        return verdict

    async def record_patiently(self, changes: Sequence[JobSnapshot]) -> Verdict:
        """The same, tried again for as long as a local activity would be: then the maintenance catches up."""
        until = time.monotonic() + RECORD_LIMIT.total_seconds()
        pause = SHORTEST_PAUSE
        while True:
            try:
                return await self.record(changes)
            except ReelworkError as error:
                if time.monotonic() > until:
                    log.exception("The ledger took no change", limit=str(RECORD_LIMIT))
                    return Verdict.RECORDED
                log.info("A change could not be recorded; it is tried again", error=str(error))
            await asyncio.sleep(pause.total_seconds())
            pause = min(2 * pause, LONGEST_PAUSE)

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
