"""Threads for ``asyncio.to_thread``: each task queue has its own, so that no queue waits for another's."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from temporalio import activity

T = TypeVar("T")


class QueueThreads(ThreadPoolExecutor):
    """A loop's default executor: what an activity gives to a thread goes to those of the activity's queue.

    What is given outside of activities goes to this executor's own threads.
    """

    def __init__(self) -> None:
        super().__init__(thread_name_prefix="worker")
        self._pools: dict[str, ThreadPoolExecutor] = {}

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Have a function called in a thread."""
        if not activity.in_activity():
            return super().submit(fn, *args, **kwargs)
        queue = activity.info().task_queue
        if queue not in self._pools:
            self._pools[queue] = ThreadPoolExecutor(thread_name_prefix=queue)
        return self._pools[queue].submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as in the base
        """Take no more work, and wait for what runs."""
        for pool in self._pools.values():
            pool.shutdown(wait, cancel_futures=cancel_futures)
        super().shutdown(wait, cancel_futures=cancel_futures)
