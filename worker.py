"""The worker: takes jobs and steps from the task queues it is asked for, all by default.

``python worker.py --queue reelwork-render`` is how a deployment gives each queue its own machines.
"""

import argparse
import asyncio
import gc
import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import structlog
from svcs import Container
from temporalio.client import Client
from temporalio.worker import Worker

from activities.folders import check_room, remove
from activities.heartbeat import ActivityInterceptor
from activities.implementations import classes, methods, needs
from activities.recording import Recorder
from contracts.errors import ReelworkError, ServiceUnavailable
from contracts.jobs import OPEN_STATES
from contracts.names import CORE_QUEUE, RENDER_QUEUE, VIDEO_QUEUE
from jobs.outbox import Outbox
from media.manim.runner import ScriptRunner
from runtime.logs import set_up_logs
from runtime.maintenance import keep_maintained
from runtime.resources import make, resources
from runtime.running import RUNNER
from runtime.scripts import identity
from runtime.settings import Settings
from runtime.temporal import connect_patiently
from runtime.threads import QueueThreads
from store.ledger import Ledger
from workflows.carried import CarryingInterceptor
from workflows.found import WORKFLOWS

log = structlog.get_logger("worker")

CLASSES: Final = classes()
"""The classes of activities, by their task queue: these are the queues there are."""
STOP_GRACE: Final = timedelta(seconds=10)
"""How long running activities may finish after SIGTERM; then they are given back to be tried elsewhere."""


async def run(
    settings: Settings, queues: Sequence[str], stop: asyncio.Event, tell: Callable[[bool], None]
) -> None:
    """Work until ``stop`` is set; ``tell`` is told whether steps can be done here, whenever one looks."""
    client = await connect_patiently(settings, stop)
    if client is None:
        return
    async with AsyncExitStack() as running:
        container = await running.enter_async_context(resources(settings, client))
        await asyncio.to_thread(_close_off, settings.scratch)
        sweeping = asyncio.create_task(_keep_swept(settings, await container.aget(Ledger)))
        running.callback(sweeping.cancel)
        for queue in queues:
            await running.enter_async_context(await _worker(client, queue, settings, container))
        if CORE_QUEUE in queues:  # it ends jobs, and so gives places to others
            outbox = await container.aget(Outbox)
            for keeping in (keep_maintained(client, settings), outbox.run()):
                running.callback(asyncio.create_task(keeping).cancel)
        gc.collect()
        gc.freeze()  # the libraries stay: looking through them again and again cost a tenth of a job
        log.info("Working", queues=list(queues), author=settings.author.value)
        tell(True)
        watching = asyncio.create_task(watch_disk(settings, tell))
        running.callback(watching.cancel)
        await stop.wait()
        log.info("Stopping: running steps get a moment to finish", seconds=STOP_GRACE.total_seconds())


def build(  # noqa: PLR0913  (what tells one queue's worker from another's)
    client: Client,
    queue: str,
    workflows: Sequence[type],
    activities: Sequence[Callable[..., Any]],
    recorder: Recorder,
    *,
    slots: int | None = None,
    identity: str | None = None,
) -> Worker:
    """A worker of one queue, set as all are; ``slots`` is how many activities it runs at once."""
    return Worker(
        client,
        identity=identity,
        task_queue=queue,
        workflows=workflows,
        activities=activities,
        interceptors=[ActivityInterceptor(recorder), CarryingInterceptor()],
        workflow_runner=RUNNER,
        max_concurrent_activities=slots,
        max_heartbeat_throttle_interval=timedelta(seconds=1),
        default_heartbeat_throttle_interval=timedelta(seconds=1),
        sticky_queue_schedule_to_start_timeout=timedelta(seconds=3),
        graceful_shutdown_timeout=STOP_GRACE,
    )


async def _worker(client: Client, queue: str, settings: Settings, container: Container) -> Worker:
    activities: list[object] = [await make(cls, container) for cls in CLASSES[queue]]
    runs_scripts = any(ScriptRunner in needs(cls).values() for cls in CLASSES[queue])
    return build(
        client,
        queue,
        WORKFLOWS if queue == CORE_QUEUE else (),
        [method for one in activities for method in methods(one)],
        Recorder(await container.aget(Ledger)),
        slots={RENDER_QUEUE: settings.render_slots, VIDEO_QUEUE: settings.video_slots}.get(queue),
        identity=identity(await container.aget(ScriptRunner)) if runs_scripts else None,
    )


def _close_off(scratch: Path) -> None:
    """Keep what scripts leave from the machine's other users."""
    scratch.mkdir(parents=True, exist_ok=True)
    scratch.chmod(0o700)


async def watch_disk(settings: Settings, tell: Callable[[bool], None]) -> None:
    """Tell again and again whether the disk has room for steps: those that come meanwhile are tried again."""
    while True:
        await asyncio.sleep(settings.maintenance_seconds)
        try:
            await check_room(settings.scratch)
        except ServiceUnavailable as fault:
            log.warning("No step can be done here", error=fault.message)
            tell(False)
        else:
            tell(True)


async def _keep_swept(settings: Settings, ledger: Ledger) -> None:
    """Remove what is left here of jobs that ended elsewhere: their clean-up does not reach this machine."""
    while True:
        try:
            await _sweep(settings.scratch, ledger)
        except ReelworkError:
            log.warning("What ended jobs left here could not be looked for; trying again", exc_info=True)
        await asyncio.sleep(settings.maintenance_seconds)


async def _sweep(scratch: Path, ledger: Ledger) -> None:
    """Remove the folders of jobs that have ended."""
    folders = {folder.name: folder for folder in await asyncio.to_thread(lambda: list(scratch.glob("*/")))}
    states = await ledger.states(folders)
    for job_id, folder in folders.items():
        if states.get(job_id) not in OPEN_STATES:
            await remove(folder)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--queue", action="append", choices=tuple(CLASSES), help="may be given several times")
    parser.add_argument("--ready-file", type=Path, help="is there while the worker can do steps")
    return parser.parse_args()


async def _main() -> None:
    arguments = _arguments()
    settings = Settings()
    set_up_logs(json=settings.log_json)
    stop = asyncio.Event()
    asyncio.get_running_loop().set_default_executor(QueueThreads())
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)

    def tell(able: bool) -> None:  # noqa: FBT001 - the one thing there is to tell
        if arguments.ready_file and able:
            arguments.ready_file.write_text(str(os.getpid()))
        elif arguments.ready_file:
            arguments.ready_file.unlink(missing_ok=True)

    await run(settings, arguments.queue or tuple(CLASSES), stop, tell)


if __name__ == "__main__":
    asyncio.run(_main())
    # A process that held a Temporal client can crash while the interpreter ends (sdk-python#300).
    logging.shutdown()
    sys.stdout.flush()
    os._exit(0)
