"""No queue's threads are another queue's."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from temporalio.testing import ActivityEnvironment

from runtime.threads import QueueThreads


def of(queue: str) -> ActivityEnvironment:
    environment = ActivityEnvironment()
    environment.info = replace(environment.info, task_queue=queue)
    return environment


async def in_a_thread(do: Callable[[], object]) -> str:
    await asyncio.to_thread(do)
    return await asyncio.to_thread(lambda: threading.current_thread().name)


def test_a_queue_whose_threads_all_stand_still_holds_up_no_other() -> None:
    # In a loop of its own, which takes the executor with it when it ends.
    asyncio.run(_one_queue_stands_still())


async def _one_queue_stands_still() -> None:
    asyncio.get_running_loop().set_default_executor(QueueThreads())
    release = threading.Event()
    more_than_there_are = ThreadPoolExecutor()._max_workers + 1
    stuck = [
        asyncio.create_task(of("fetch").run(in_a_thread, release.wait)) for _ in range(more_than_there_are)
    ]
    try:
        async with asyncio.timeout(5):
            assert (await of("speech").run(in_a_thread, int)).startswith("speech")
            assert (await in_a_thread(int)).startswith("worker")
        assert not any(task.done() for task in stuck)
    finally:
        release.set()
    assert all(name.startswith("fetch") for name in await asyncio.gather(*stuck))
