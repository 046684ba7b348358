"""The maintenance that a Temporal Schedule runs: reconcile jobs, apply retention."""

from datetime import timedelta
from typing import Final

from contracts.activity import ActivityDef
from contracts.core import Nothing
from contracts.model import Model
from contracts.names import CORE_QUEUE


class MaintenanceOrder(Model):
    """How long ended jobs are kept, and how long and how much of the speech cache."""

    retention: timedelta
    cancelled_retention: timedelta
    speech_cache_age: timedelta
    speech_cache_bytes: int


class ReconcileOutput(Model):
    """How many open jobs were looked at, and how many of them could not be reconciled this time."""

    looked_at: int
    failed: int


class RetainOutput(Model):
    """How many jobs were forgotten."""

    forgotten: int


class PruneOutput(Model):
    """How many utterances left the speech cache."""

    pruned: int


PRUNE: Final = ActivityDef(
    "maintenance.prune", MaintenanceOrder, PruneOutput, CORE_QUEUE, timedelta(minutes=10), attempts=1
)
RECONCILE: Final = ActivityDef(
    "maintenance.reconcile", Nothing, ReconcileOutput, CORE_QUEUE, timedelta(minutes=10), attempts=1
)


class SweepOutput(Model):
    """How many jobs had left something that is removed now."""

    swept: int


SWEEP: Final = ActivityDef(
    "maintenance.sweep", Nothing, SweepOutput, CORE_QUEUE, timedelta(minutes=10), attempts=1
)
RETAIN: Final = ActivityDef(
    "maintenance.retain", MaintenanceOrder, RetainOutput, CORE_QUEUE, timedelta(minutes=10), attempts=1
)
