"""The worker of the benchmarks: the real one's settings and core, with steps that only wait."""

import asyncio
import gc
import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from activities.core import CoreActivities
from activities.folders import Scratch
from activities.implementations import register
from activities.recording import Recorder
from bench.workflow import PLAN, PUBLISH, RUN, EmptyAnimation, EmptyArticleVideo, EmptyScriptVideo, Wait
from contracts.activity import ActivityDef
from contracts.core import Nothing
from contracts.names import AUTHORING_QUEUE, CORE_QUEUE, RENDER_QUEUE
from jobs.outbox import Outbox
from jobs.service import Jobs
from runtime.logs import set_up_logs
from runtime.settings import Settings
from runtime.temporal import connect
from store.artifacts import Artifacts
from store.ledger import Ledger
from store.publisher import Publisher
from worker import build


def _step(definition: ActivityDef[Wait, Nothing]) -> Callable[..., Any]:
    async def run(argument: Wait) -> Nothing:
        await asyncio.sleep(argument.seconds)
        return Nothing()

    return register(definition, run)


async def _run(ready: Path) -> None:
    settings = Settings()
    set_up_logs(json=settings.log_json)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    client = await connect(settings)
    async with AsyncExitStack() as resources:
        ledger = await resources.enter_async_context(Ledger(settings.database_url, settings.places_of_pools))
        outbox = asyncio.create_task(Outbox(Jobs(ledger, client)).run())
        resources.callback(outbox.cancel)
        artifacts = Artifacts(settings.artifacts_url)
        publisher = Publisher(ledger, artifacts)
        core = CoreActivities(ledger, artifacts, publisher, Scratch(settings.scratch))
        activities: dict[str, Sequence[Callable[..., Any]]] = {
            CORE_QUEUE: [core.record, core.clean_up, _step(PUBLISH)],
            AUTHORING_QUEUE: [_step(PLAN)],
            RENDER_QUEUE: [_step(RUN)],
        }
        for queue, own in activities.items():
            workflows = [EmptyAnimation, EmptyArticleVideo, EmptyScriptVideo] if queue == CORE_QUEUE else []
            await resources.enter_async_context(build(client, queue, workflows, own, Recorder(ledger)))
        gc.collect()
        gc.freeze()  # as the real one does
        await asyncio.to_thread(ready.write_text, str(os.getpid()))
        await stop.wait()


if __name__ == "__main__":
    asyncio.run(_run(Path(sys.argv[1])))
    # A process that held a Temporal client can crash while the interpreter ends (sdk-python#300).
    logging.shutdown()
    os._exit(0)
