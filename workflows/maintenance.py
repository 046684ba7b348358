"""The maintenance: what a crash left is put right and swept up, what is too old is forgotten."""

from temporalio import workflow

from workflows.job import execute

with workflow.unsafe.imports_passed_through():
    from contracts.core import Nothing
    from contracts.maintenance import PRUNE, PUT_RIGHT, RETAIN, SWEEP, MaintenanceOrder
    from contracts.names import MAINTENANCE_WORKFLOW


@workflow.defn(name=MAINTENANCE_WORKFLOW)
class Maintenance:
    """Run by the schedule; what fails is tried at its next time."""

    @workflow.run
    async def run(self, order: MaintenanceOrder) -> None:
        """Put right, forget, sweep up, prune."""
        await execute(PUT_RIGHT, Nothing())
        await execute(RETAIN, order)
        await execute(SWEEP, Nothing())
        await execute(PRUNE, order)
