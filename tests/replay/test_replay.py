"""Every kept history replays: a change of a workflow does not break the jobs that run."""

import json
from pathlib import Path

import pytest
from temporalio.client import WorkflowHistory
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Replayer
from temporalio.workflow import NondeterminismError

from runtime.temporal import SANDBOX
from tests.replay.scenarios import SCENARIOS
from workflows.found import WORKFLOWS

HISTORIES = Path(__file__).parent / "histories"


def replayer() -> Replayer:
    return Replayer(
        workflows=list(WORKFLOWS), workflow_runner=SANDBOX, data_converter=pydantic_data_converter
    )


@pytest.mark.parametrize("name", SCENARIOS)
async def test_a_kept_history_replays(name: str) -> None:
    history = WorkflowHistory.from_json(name, (HISTORIES / f"{name}.json").read_text())

    await replayer().replay_workflow(history)


def test_every_kept_history_is_of_a_scenario() -> None:
    assert {path.stem for path in HISTORIES.glob("*.json")} == set(SCENARIOS)


async def test_a_history_of_other_steps_does_not_replay() -> None:
    """Shows that the replay looks: a history whose first activity is another one is refused."""
    text = (HISTORIES / "completed.json").read_text().replace("animation.plan", "animation.lint")
    history = WorkflowHistory.from_json("other", json.dumps(json.loads(text)))

    with pytest.raises(NondeterminismError):
        await replayer().replay_workflow(history)
