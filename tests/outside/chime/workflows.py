"""A chime: tune it, ring it, hang it up."""

from temporalio import workflow

from workflows.job import Job

with workflow.unsafe.imports_passed_through():
    from chime.contracts import (
        HANG_UP,
        HANGING,
        NAME,
        RING,
        RINGING,
        STEPS,
        ChimeOrder,
        ChimeResult,
        HangUpInput,
        RingInput,
    )
    from contracts.jobs import JobSnapshot


@workflow.defn(name=NAME)
class Chime:
    """Makes one chime."""

    @workflow.init
    def __init__(self, order: ChimeOrder) -> None:
        self._order = order
        self.job = Job(order, STEPS)

    @workflow.query
    def status(self) -> JobSnapshot:
        """The state of the job, as last changed."""
        return self.job.snapshot

    @workflow.run
    async def run(self, order: ChimeOrder) -> JobSnapshot:  # noqa: ARG002 - Temporal gives it twice
        """Run the job to its ending."""
        return await self.job.run(self._steps)

    async def _steps(self) -> ChimeResult:
        order, job = self._order, self.job
        ring = RingInput(job_id=order.job_id, pitch=order.pitch, seconds=order.seconds, cracked=order.cracked)
        rung = await job.step(RINGING, RING, ring)
        return await job.step(
            HANGING, HANG_UP, HangUpInput(job_id=order.job_id, key=rung.key, pitch=order.pitch)
        )
