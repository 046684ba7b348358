"""Which workflows run in Temporal's sandbox: those that the tests of this repository have not run there."""

import pytest
from temporalio import workflow
from temporalio.workflow import _Definition

from runtime import running
from runtime.running import Runner
from workflows.speech import Speech


@workflow.defn
class Chime:
    """A workflow of a package."""

    @workflow.run
    async def run(self) -> None:
        """Do nothing."""


def test_a_packages_workflows_run_in_the_sandbox_and_ours_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    guarded: list[type] = []

    class Sandbox:
        def prepare_workflow(self, defn: _Definition) -> None:
            guarded.append(defn.cls)

    monkeypatch.setattr(running, "SANDBOX", Sandbox())
    monkeypatch.setattr(Chime, "__module__", "chime.workflows")
    runner = Runner(frozenset({"chime"}))

    for cls in (Chime, Speech):
        runner.prepare_workflow(_Definition.must_from_class(cls))

    assert guarded == [Chime]
