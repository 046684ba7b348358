"""The worker of ``bench.bare``. A workflow must not be defined in the module that is run."""

import asyncio
import logging
import os
import signal
import sys
from pathlib import Path

from temporalio.worker import Worker

from bench.bare import QUEUE, Bare, nothing
from runtime.running import RUNNER
from runtime.settings import Settings
from runtime.temporal import connect


async def _run(ready: Path) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    client = await connect(Settings())
    async with Worker(
        client, task_queue=QUEUE, workflows=[Bare], activities=[nothing], workflow_runner=RUNNER
    ):
        await asyncio.to_thread(ready.write_text, str(os.getpid()))
        await stop.wait()


if __name__ == "__main__":
    asyncio.run(_run(Path(sys.argv[1])))
    # A process that held a Temporal client can crash while the interpreter ends (sdk-python#300).
    logging.shutdown()
    os._exit(0)
