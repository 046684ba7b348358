"""What can be done with a job, whatever its kind: accept, start, read, cancel, delete, reconcile.

The ledger is the arbiter: whoever ends a job there first is right. Temporal runs it. With the ledger's commit
a job is accepted; the outbox (``jobs.outbox``) starts its workflow as soon as it has a place.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog
from temporalio.client import (
    Client,
    WorkflowExecutionDescription,
    WorkflowExecutionStatus,
    WorkflowFailureError,
    WorkflowHandle,
    WorkflowHistoryEventFilterType,
    WorkflowQueryFailedError,
)
from temporalio.common import (
    Priority,
    SearchAttributeKey,
    SearchAttributePair,
    TypedSearchAttributes,
    WorkflowIDReusePolicy,
)
from temporalio.exceptions import ApplicationError, WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from contracts.errors import (
    JobLimitExceeded,
    JobLost,
    JobNotCancellable,
    JobTerminated,
    JobTimedOut,
    NotBegunInTime,
    ReelworkError,
    ServiceUnavailable,
)
from contracts.jobs import (
    OPEN_STATES,
    Beat,
    JobError,
    JobSnapshot,
    JobState,
)
from contracts.kinds import KINDS
from contracts.names import CORE_QUEUE, KIND_ATTRIBUTE, OWNER_ATTRIBUTE, STATE_ATTRIBUTE
from contracts.phrases import phrase
from contracts.quotas import OwnerLimits
from jobs.attempts import FailedAttempt, failed_attempts
from jobs.summaries import details, summary
from store.ledger import UNLIMITED, Ledger
from store.records import Acceptance, JobDraft, JobRecord

log = structlog.get_logger(__name__)

START_LIMIT: Final = timedelta(seconds=5)
QUERY_LIMIT: Final = timedelta(seconds=1)
CANCEL_SECONDS: Final = 10.0
"""How long a cancel waits for the job to have stopped for real."""
PENDING_SECONDS: Final = 0.5
"""The same for a job that no worker seems to have taken."""


class Jobs:
    """Needs the ledger and a Temporal client, which may be lazy.

    ``public_url`` is where the jobs' pages and files are served: the Temporal Web UI links to them.
    ``limits`` are those of each owner. ``on_outcome`` is told what became of a draft: its acceptance, or why
    it was refused.
    """

    def __init__(
        self,
        ledger: Ledger,
        temporal: Client,
        *,
        public_url: str = "",
        limits: OwnerLimits = UNLIMITED,
        on_outcome: Callable[[Acceptance | ReelworkError], None] = lambda _: None,
    ) -> None:
        self.ledger = ledger
        self._temporal = temporal
        self._public_url = public_url
        self._limits = limits
        self._on_outcome = on_outcome

    # --- accept and start ---------------------------------------------------------------------------------

    async def submit(self, draft: JobDraft) -> Acceptance:
        """Write the job into the ledger: with that it is accepted, and will be done."""
        try:
            acceptance = await self._accept(draft)
        except ReelworkError as refusal:
            self._on_outcome(refusal)
            raise
        self._on_outcome(acceptance)
        if acceptance.created:
            snapshot = acceptance.job.snapshot
            log.info("Accepted a job", job_id=snapshot.job_id, kind=snapshot.kind, owner=snapshot.owner)
        return acceptance

    async def _accept(self, draft: JobDraft) -> Acceptance:
        """Accept; a job that ended behind the ledger's back does not count against its owner's limit."""
        try:
            return await self.ledger.accept(draft, self._limits)
        except JobLimitExceeded:
            first = draft.first
            for job in await self.ledger.list(
                kinds=[first.kind], states=OPEN_STATES, owner=first.owner, limit=draft.max_active or 1
            ):
                await self.read(job.snapshot.job_id)
            return await self.ledger.accept(draft, self._limits)

    async def start(self, job: JobRecord) -> None:
        """Start the workflow of a job that has a place, unless it has been started: it never runs twice.

        A job that had begun before Temporal lost its workflow goes on from what the ledger knows of it.
        RPCError if Temporal does not take it; ServiceUnavailable if its kind is not known here: the package
        that brought it was removed, or is new.
        """
        kind = KINDS.get(job.snapshot.kind)
        if kind is None:
            raise ServiceUnavailable("Jobs of the kind {kind} can't be started here.", kind=job.snapshot.kind)
        begun = None if job.snapshot.state is JobState.PENDING else job.snapshot
        order = kind.order.model_validate({**job.order, "public_url": self._public_url, "begun": begun})
        attributes = {
            KIND_ATTRIBUTE: order.kind,
            OWNER_ATTRIBUTE: order.owner,
            STATE_ATTRIBUTE: JobState.RUNNING.value,  # one that waits for its place has no workflow
        }
        try:
            await self._temporal.start_workflow(
                order.kind,
                order,
                id=order.job_id,
                task_queue=CORE_QUEUE,
                id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
                rpc_timeout=START_LIMIT,
                static_summary=summary(job),
                static_details=details(job, self._public_url),
                priority=Priority(priority_key=job.priority, fairness_key=_fairness_key(order.owner)),
                search_attributes=TypedSearchAttributes(
                    [
                        SearchAttributePair(SearchAttributeKey.for_keyword(name), value)
                        for name, value in attributes.items()
                    ]
                ),
            )
        except WorkflowAlreadyStartedError:
            log.info("The workflow had been started already", job_id=order.job_id)

    # --- read ---------------------------------------------------------------------------------------------

    async def read(self, job_id: str) -> JobSnapshot:
        """The job as it is now: the ledger's row if it has ended, else what the workflow and its step say."""
        record = await self.ledger.get(job_id)
        recorded = record.snapshot
        if recorded.state.ended or record.waits:
            return recorded
        handle = self._handle(job_id)
        queried, description = await asyncio.gather(self._query(handle), self._describe(handle))
        if description and description.status is not WorkflowExecutionStatus.RUNNING:
            with suppress(RPCError):
                return await self.reconcile(job_id)
        current = queried if queried and queried.sequence > recorded.sequence else recorded
        return live(current, description) if description else current

    async def describe(self, job_id: str) -> WorkflowExecutionDescription | None:
        """What Temporal knows of the workflow; None if it does not answer or knows no such workflow."""
        return await self._describe(self._handle(job_id))

    def history(self, job_id: str) -> WorkflowHandle[object, JobSnapshot]:
        """The workflow's handle, to follow its history with."""
        return self._handle(job_id)

    async def _query(self, handle: WorkflowHandle[object, JobSnapshot]) -> JobSnapshot | None:
        try:
            status: JobSnapshot = await handle.query(
                "status", result_type=JobSnapshot, rpc_timeout=QUERY_LIMIT
            )
        except (RPCError, WorkflowQueryFailedError):
            return None  # no worker answers, or Temporal does not: the ledger is the next best
        return status

    async def _describe(
        self, handle: WorkflowHandle[object, JobSnapshot]
    ) -> WorkflowExecutionDescription | None:
        try:
            return await handle.describe(rpc_timeout=QUERY_LIMIT)
        except RPCError:
            return None

    async def failed_attempts(self, job_id: str) -> Sequence[FailedAttempt]:
        """The attempts of its steps that failed, as far as Temporal still knows and answers."""
        handle = self._handle(job_id)
        try:
            description = await handle.describe(rpc_timeout=QUERY_LIMIT)
            history = await handle.fetch_history(rpc_timeout=START_LIMIT)
        except RPCError:
            return ()
        return failed_attempts(history.events, description.raw_description.pending_activities)

    # --- cancel and delete --------------------------------------------------------------------------------

    async def cancel(self, job_id: str, reason: str, *, only_pending: bool = False) -> JobSnapshot:
        """Cancel a job and wait until it has stopped; once this returns or not, it ends as cancelled.

        The ledger takes the request first: from then on no other ending is accepted. Returns the snapshot,
        which is still running if no worker could stop it in time. Raises JobNotFound, JobNotCancellable.
        """
        job = await self.ledger.request_cancel(job_id, reason, only_pending=only_pending)
        log.info("Accepted a cancel", job_id=job_id, reason=reason)
        if job.waits:
            return await self._close(job_id, JobState.CANCELLED, None)
        return await self._stop(job.snapshot, reason)

    async def delete(self, job_id: str) -> None:
        """Forget a job; a pending one is ended first. Raises JobNotFound, JobNotDeletable if it runs."""
        if (await self.ledger.get(job_id)).snapshot.state is JobState.PENDING:
            with suppress(JobNotCancellable):  # it has begun or ended meanwhile: the ledger knows what to say
                await self.cancel(job_id, "deleted", only_pending=True)
        await self.ledger.delete(job_id)

    async def _stop(self, before: JobSnapshot, reason: str) -> JobSnapshot:
        """Stop what runs. A job that no worker has taken has nothing to stop: it ends in the ledger."""
        handle = self._handle(before.job_id)
        patience = PENDING_SECONDS if before.state is JobState.PENDING else CANCEL_SECONDS
        try:
            await handle.cancel(reason=reason, rpc_timeout=START_LIMIT)
            await asyncio.wait_for(handle.result(), patience)
        except (WorkflowFailureError, TimeoutError):
            pass  # it has ended, or no worker is there to end it yet
        except RPCError:
            log.warning("Temporal did not take a cancel; maintenance repeats it", job_id=before.job_id)
        with suppress(RPCError):
            await self.reconcile(before.job_id)
        now = (await self.ledger.get(before.job_id)).snapshot
        if now.state is JobState.PENDING:
            return await self._close(now.job_id, JobState.CANCELLED, None)
        return now

    async def refuse_late(self) -> None:
        """Fail the jobs that were to have a place by now and have none."""
        for job_id in await self.ledger.too_late(datetime.now(UTC)):
            why = phrase("The job had no place in the time it was to begin in. Nothing was spent on it.")
            await self._close(job_id, JobState.FAILED, JobError.of(NotBegunInTime.code, why))

    async def expire(self, job_id: str) -> None:
        """Fail a job that no worker took for too long, and stop its workflow if there is one."""
        why = phrase("No worker took the job in time. Please submit it again.")
        await self._close(job_id, JobState.FAILED, JobError.of(JobTimedOut.code, why))
        with suppress(RPCError):
            await self._handle(job_id).cancel(reason="it waited too long", rpc_timeout=START_LIMIT)

    # --- reconcile ----------------------------------------------------------------------------------------

    async def reconcile(self, job_id: str) -> JobSnapshot:
        """Make ledger and Temporal agree on a job: start it, pass a cancel on, or end it in the ledger."""
        record = await self.ledger.get(job_id)
        if record.snapshot.state.ended:
            return record.snapshot
        if record.waits:
            return await self._without_workflow(job_id) if record.cancel_requested_at else record.snapshot
        handle = self._handle(job_id)
        try:
            description = await handle.describe(rpc_timeout=START_LIMIT)
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
            return await self._without_workflow(job_id)
        if description.status is WorkflowExecutionStatus.RUNNING:
            if record.cancel_requested_at:
                await handle.cancel(reason=record.cancel_reason or "", rpc_timeout=START_LIMIT)
            return record.snapshot
        return await self._follow_workflow(job_id, handle, description)

    async def _without_workflow(self, job_id: str) -> JobSnapshot:
        record = await self.ledger.get(job_id)
        if record.cancel_requested_at:
            return await self._close(job_id, JobState.CANCELLED, None)
        if record.snapshot.kind in KINDS:
            log.info("Starting a job whose workflow Temporal does not know", job_id=job_id)
            await self.start(record)
            return record.snapshot
        why = phrase("Jobs of the kind {kind} can no longer be made here.", kind=record.snapshot.kind)
        return await self._close(job_id, JobState.FAILED, JobError.of(JobLost.code, why))

    async def _follow_workflow(
        self,
        job_id: str,
        handle: WorkflowHandle[object, JobSnapshot],
        description: WorkflowExecutionDescription,
    ) -> JobSnapshot:
        """End a job in the ledger as its workflow ended."""
        log.info("A workflow ended and the ledger did not know", job_id=job_id)
        if description.status is WorkflowExecutionStatus.CANCELED:
            return await self._close(job_id, JobState.CANCELLED, None)
        if description.status is WorkflowExecutionStatus.COMPLETED:
            last = await handle.result()
            return await self.ledger.close_from_outside(job_id, JobState.COMPLETED, result=last.result)
        return await self._close(job_id, JobState.FAILED, await _why_it_ended(handle, description))

    async def _close(self, job_id: str, state: JobState, error: JobError | None) -> JobSnapshot:
        return await self.ledger.close_from_outside(job_id, state, error=error)

    def _handle(self, job_id: str) -> WorkflowHandle[object, JobSnapshot]:
        return self._temporal.get_workflow_handle(job_id, result_type=JobSnapshot)


def _fairness_key(owner: str) -> str:
    """The owner in at most 64 bytes, which is all that Temporal takes."""
    return owner.encode()[:64].decode(errors="ignore")


def live(recorded: JobSnapshot, description: WorkflowExecutionDescription) -> JobSnapshot:
    """The recorded snapshot with the last heartbeats of the running step laid over it."""
    kind = KINDS.get(recorded.kind)
    if kind is None:  # the package that brought it was removed
        return recorded
    steps = kind.steps
    # The description may be a step ahead of the snapshot, or behind it.
    wanted = steps[recorded.step].heartbeats
    beats = [
        Beat.model_validate_json(pending.heartbeat_details.payloads[0].data)
        for pending in description.raw_description.pending_activities
        if pending.activity_type.name == wanted and pending.heartbeat_details.payloads
    ]
    return steps.live(recorded, [(beat.told, beat.answered + 1) for beat in beats if beat.told])


async def _why_it_ended(
    handle: WorkflowHandle[object, JobSnapshot], description: WorkflowExecutionDescription
) -> JobError:
    if description.status is WorkflowExecutionStatus.TERMINATED:
        reason = await _termination_reason(handle)
        why = phrase(
            "The job was terminated by an operator: {reason}", reason=reason or phrase("no reason given")
        )
        return JobError.of(JobTerminated.code, why)
    try:
        await handle.result()
    except WorkflowFailureError as failure:
        if isinstance(cause := failure.cause, ApplicationError):
            return _last_error(cause.details) or JobError.reported(
                cause.type or JobLost.code, cause.message, cause.details
            )
    return JobError.of(JobLost.code, phrase("The job's workflow ended without a result."))


def _last_error(details: Sequence[object]) -> JobError | None:
    """The error in the snapshot that a failed workflow ends with; none if it ended without one."""
    try:
        (last,) = (JobSnapshot.model_validate(detail) for detail in details)
    except ValueError:
        return None
    return last.error


async def _termination_reason(handle: WorkflowHandle[object, JobSnapshot]) -> str:
    reason = ""
    async for event in handle.fetch_history_events(
        event_filter_type=WorkflowHistoryEventFilterType.CLOSE_EVENT
    ):
        reason = event.workflow_execution_terminated_event_attributes.reason
    return reason
