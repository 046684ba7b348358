"""The maintenance: reconcile open jobs, sweep up what a crash left, forget what is too old.

It is one workflow that lives on, so that the Temporal Web UI's list shows jobs and not its rounds. It begins
anew, as Temporal says, before its history has grown long.
"""

from datetime import timedelta
from typing import Final, TypeVar

from temporalio import workflow
from temporalio.exceptions import ActivityError

from workflows.job import execute

with workflow.unsafe.imports_passed_through():
    from pydantic import BaseModel

    from contracts.activity import ActivityDef
    from contracts.core import Nothing
    from contracts.maintenance import CONFIGURE, PRUNE, RECONCILE, RETAIN, SWEEP, MaintenanceOrder
    from contracts.names import MAINTENANCE_WORKFLOW

PART_LIMIT: Final = timedelta(hours=1)
"""What one part of a round may take, with all its attempts; then the next one goes on."""

InputT = TypeVar("InputT", bound=BaseModel)
OutputT = TypeVar("OutputT", bound=BaseModel)


@workflow.defn(name=MAINTENANCE_WORKFLOW)
class Maintenance:
    """Works, sleeps, works again; what fails is tried in the next round."""

    @workflow.init
    def __init__(self, order: MaintenanceOrder) -> None:
        self._order = order
        self._rounds = 0

    @workflow.signal(name=CONFIGURE)
    def configure(self, order: MaintenanceOrder) -> None:
        """Take the settings of a worker that has just started, from the next round on."""
        self._order = order

    @workflow.query
    def rounds(self) -> int:
        """How many rounds this run has been through."""
        return self._rounds

    @workflow.run
    async def run(self, _: MaintenanceOrder) -> None:
        """Go round until Temporal suggests to begin anew."""
        while not workflow.info().is_continue_as_new_suggested():
            await self._round()
            await workflow.sleep(self._order.every, summary="Until the next round")
        workflow.continue_as_new(self._order)

    async def _round(self) -> None:
        order, began = self._order, workflow.now()
        outcomes = [
            f"| Make ledger and Temporal agree | {await _outcome(RECONCILE, Nothing())} |",
            f"| Forget what is too old | {await _outcome(RETAIN, order)} |",
            f"| Sweep up what ended jobs left | {await _outcome(SWEEP, Nothing())} |",
            f"| Prune the speech cache | {await _outcome(PRUNE, order)} |",
        ]
        self._rounds += 1
        told = "\n".join(("| Last round | Outcome |", "|---|---|", *outcomes))
        workflow.set_current_details(f"Began {began:%Y-%m-%d %H:%M:%S} UTC\n\n{told}")


async def _outcome(activity: ActivityDef[InputT, OutputT], argument: InputT) -> str:
    """Run one part of a round, and say in words what came of it; a failure waits for the next round."""
    try:
        output = await execute(activity, argument, within=PART_LIMIT)
    except ActivityError as error:
        workflow.logger.warning("A part of the maintenance failed", exc_info=True)
        return f"failed: {error.cause or error}"
    return ", ".join(f"{name.replace('_', ' ')}: {value}" for name, value in output.model_dump().items())
