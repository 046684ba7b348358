"""How a worker runs workflows: ours as they are, those of a package from outside in Temporal's sandbox.

The sandbox finds what would run otherwise when it is replayed: a clock, a random number, a global that
changes. It costs a third of what a worker spends on a job of empty steps: it loads the workflow's modules
anew for each job, and is entered for every value. Our workflows run within it in every test and every replay
(``runtime.temporal.SANDBOX``), so what it would find is found there; a package's tests are not ours to know.
"""

from typing import Final

from temporalio.worker import UnsandboxedWorkflowRunner, WorkflowInstance, WorkflowRunner
from temporalio.worker import WorkflowInstanceDetails as Details
from temporalio.workflow import _Definition

from contracts.kinds import KINDS
from runtime.temporal import SANDBOX


class Runner(WorkflowRunner):
    """Runs workflows of the packages named in ``guarded`` in the sandbox, and all others without."""

    def __init__(self, guarded: frozenset[str]) -> None:
        self._guarded = guarded
        self._free = UnsandboxedWorkflowRunner()

    def prepare_workflow(self, defn: _Definition) -> None:
        """Look at a definition, once for each worker."""
        self._for(defn).prepare_workflow(defn)

    def create_instance(self, det: Details) -> WorkflowInstance:
        """Make what runs one workflow."""
        return self._for(det.defn).create_instance(det)

    def set_worker_level_failure_exception_types(self, types: "list[type[BaseException]]") -> None:  # type: ignore[override]
        """Pass on which errors end a workflow, for the sandbox to look at."""
        SANDBOX.set_worker_level_failure_exception_types(types)

    def _for(self, definition: _Definition) -> WorkflowRunner:
        package = definition.cls.__module__.partition(".")[0]
        return SANDBOX if package in self._guarded else self._free


RUNNER: Final = Runner(frozenset(kind.home.partition(".")[0] for kind in KINDS.values() if kind.from_outside))
"""Every worker's."""
