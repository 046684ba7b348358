"""Record the histories that the replay tests replay: ``make histories``.

Record anew only when the change of a workflow is meant for new jobs alone (``workflow.patched``), or before
anything was released; a history that is kept is a promise to the jobs that run.
"""

import asyncio
import json
import sys
import tempfile
from pathlib import Path

from temporalio.client import WorkflowHistory
from temporalio.common import SearchAttributeKey
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment

from contracts.names import SEARCH_ATTRIBUTES
from store.ledger import Ledger
from store.migrate import migrate
from tests.replay.scenarios import SCENARIOS
from tests.workflows.stage import set_up

HISTORIES = Path(__file__).parent / "histories"


async def record(name: str) -> None:
    """Run one scenario on a server of its own and keep its history."""
    scenario, state = SCENARIOS[name]
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/ledger.db"
        await migrate(url)
        environment = await WorkflowEnvironment.start_local(
            data_converter=pydantic_data_converter,
            identity="recorder",  # the default tells this machine's name
            dev_server_existing_path=str(Path(sys.executable).with_name("temporal")),
            dev_server_log_level="error",
            search_attributes=[SearchAttributeKey.for_keyword(n) for n in SEARCH_ATTRIBUTES],
        )
        async with environment, Ledger(url) as ledger:
            async with set_up(environment.client, ledger, Path(folder)) as stage:
                job_id = await scenario(stage)
                snapshot = await stage.ended(job_id)
            if snapshot.state is not state:
                raise RuntimeError(f"{name} ended as {snapshot.state}, not {state}")
            history = await environment.client.get_workflow_handle(job_id).fetch_history()
            (HISTORIES / f"{name}.json").write_text(_pretty(history) + "\n")
            print(f"{name}: {len(history.events)} events")  # noqa: T201 - a command's answer


def _pretty(history: WorkflowHistory) -> str:
    """The history without stack traces: replay does not read them, and they tell this machine's folders."""
    events = json.loads(
        history.to_json(), object_hook=lambda o: {k: v for k, v in o.items() if k != "stackTrace"}
    )
    return json.dumps(events, indent=1, sort_keys=True)


async def main() -> None:
    """Record all, or those that are named."""
    for name in sys.argv[1:] or SCENARIOS:
        await record(name)


if __name__ == "__main__":
    asyncio.run(main())
