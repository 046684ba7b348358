"""The maintenance: reconcile open jobs, sweep up what a crash left, forget what is too old."""

from temporalio import workflow

from workflows.job import execute

with workflow.unsafe.imports_passed_through():
    from contracts.core import Nothing
    from contracts.maintenance import PRUNE, RECONCILE, RETAIN, SWEEP, MaintenanceOrder
    from contracts.names import MAINTENANCE_WORKFLOW


@workflow.defn(name=MAINTENANCE_WORKFLOW)
class Maintenance:
    """Run by the schedule; what fails is tried at its next time."""

    @workflow.run
    async def run(self, order: MaintenanceOrder) -> None:
        """Reconcile, forget, sweep up, prune."""
        await execute(RECONCILE, Nothing())
        await execute(RETAIN, order)
        await execute(SWEEP, Nothing())
        await execute(PRUNE, order)
