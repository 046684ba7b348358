"""A workflow that is one activity, run as every job runs it."""

from dataclasses import replace

from temporalio import workflow
from temporalio.exceptions import ActivityError

from workflows.job import execute, explain

with workflow.unsafe.imports_passed_through():
    from contracts.core import Nothing
    from contracts.jobs import JobError
    from tests.definitions import definitions


@workflow.defn(name="once")
class Once:
    """Runs the activity of a name on a queue; its error is told, not raised."""

    @workflow.run
    async def run(self, name: str, queue: str) -> JobError | None:
        """None if the activity completed."""
        (definition,) = (one for one in definitions() if one.name == name)
        try:
            await execute(replace(definition, output=Nothing, queue=queue), Nothing())
        except ActivityError as error:
            return explain(error, "the_step")
        return None
