"""Temporal alone, to compare with: a workflow of eight empty activities, in a worker process of its own.

Nothing of the product is in it but the way to connect.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final
from uuid import uuid4

from temporalio import activity, workflow
from temporalio.client import Client

with workflow.unsafe.imports_passed_through():
    from bench.stack import helper_process
    from runtime.stack import Stack

QUEUE: Final = "bare"
STEPS: Final = 8


@activity.defn(name="bare.nothing")
async def nothing() -> None:
    """Do nothing."""


@workflow.defn(name="bare")
class Bare:
    """One activity after another."""

    @workflow.run
    async def run(self) -> None:
        """Run them."""
        for _ in range(STEPS):
            await workflow.execute_activity("bare.nothing", start_to_close_timeout=timedelta(minutes=1))


async def run_once(temporal: Client) -> None:
    """One such workflow, from its start to its end."""
    await temporal.execute_workflow("bare", id=f"bare-{uuid4()}", task_queue=QUEUE)


@asynccontextmanager
async def worker(started: Stack) -> AsyncIterator[None]:
    """The worker, beside a stack's own."""
    process = helper_process("bench.bare_worker", started.settings)
    await process.start()
    try:
        yield
    finally:
        await process.stop()
