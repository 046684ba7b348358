"""Keeps the maintenance running: one workflow, which a worker starts and looks after."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import Any, Final

from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.service import RPCError

from contracts.maintenance import CONFIGURE, MaintenanceOrder
from contracts.names import CORE_QUEUE, MAINTENANCE_WORKFLOW
from runtime.settings import Settings

LOOK_SECONDS: Final = 60.0
"""How often a worker looks whether the maintenance is still there."""


async def keep_maintained(client: Client, settings: Settings) -> None:
    """Start the maintenance with these settings, and again should somebody have ended it."""
    order = MaintenanceOrder(
        every=timedelta(seconds=settings.maintenance_seconds),
        kept=settings.kept,
        retention=timedelta(days=settings.retention_days),
        cancelled_retention=timedelta(days=settings.cancelled_retention_days),
        speech_cache_age=timedelta(days=settings.speech_cache_days),
        speech_cache_bytes=settings.speech_cache_mb * 1024 * 1024,
    )
    signal: dict[str, Any] = {"start_signal": CONFIGURE, "start_signal_args": [order]}
    while True:
        with suppress(RPCError):  # Temporal is away: the next look comes soon enough
            await client.start_workflow(
                MAINTENANCE_WORKFLOW,
                order,
                id=MAINTENANCE_WORKFLOW,
                task_queue=CORE_QUEUE,
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
                static_summary="Keeps ledger, artifacts and Temporal in agreement",
                **signal,
            )
            signal = {}
        await asyncio.sleep(LOOK_SECONDS)
