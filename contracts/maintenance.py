"""The maintenance, one workflow that lives on: reconcile jobs, apply retention."""

from datetime import timedelta
from typing import Final

from contracts.activity import ActivityDef
from contracts.core import Nothing
from contracts.model import Model
from contracts.names import CORE_QUEUE

CONFIGURE: Final = "configure"
"""The signal that gives the maintenance the settings of a worker that has just started."""


class MaintenanceOrder(Model):
    """How long the pause between two rounds is, and how long what jobs made is kept, and ended jobs.

    ``kept`` has every kind, None for those whose files stay until somebody deletes them. A completed job
    whose files go with it is kept as long as they are; ``retention`` is for all others that completed or
    failed, and for what kinds made that are not in ``kept``. Of the speech cache it says how long and how
    much of it is kept.
    """

    every: timedelta
    kept: dict[str, timedelta | None]
    retention: timedelta
    cancelled_retention: timedelta
    speech_cache_age: timedelta
    speech_cache_bytes: int


class ReconcileOutput(Model):
    """How many open jobs were looked at, how many could not be reconciled, how many wait for a place."""

    looked_at: int
    failed: int
    waiting_for_a_place: int


class RetainOutput(Model):
    """How many jobs' files were withdrawn, how many other jobs forgotten, how many pages given back."""

    expired: int
    forgotten: int
    pages_given_back: int


class PruneOutput(Model):
    """How many utterances left the speech cache."""

    pruned: int


PRUNE: Final = ActivityDef(
    "maintenance.prune",
    MaintenanceOrder,
    PruneOutput,
    CORE_QUEUE,
    timedelta(minutes=10),
    attempts=1,
    summary="Prune the speech cache",
)
RECONCILE: Final = ActivityDef(
    "maintenance.reconcile",
    Nothing,
    ReconcileOutput,
    CORE_QUEUE,
    timedelta(minutes=10),
    attempts=1,
    summary="Make ledger and Temporal agree",
)


class SweepOutput(Model):
    """How many jobs had left something that is removed now, and how many published files are."""

    swept: int
    withdrawn: int


SWEEP: Final = ActivityDef(
    "maintenance.sweep",
    Nothing,
    SweepOutput,
    CORE_QUEUE,
    timedelta(minutes=10),
    attempts=1,
    summary="Sweep up what ended jobs left",
)
RETAIN: Final = ActivityDef(
    "maintenance.retain",
    MaintenanceOrder,
    RetainOutput,
    CORE_QUEUE,
    timedelta(minutes=10),
    attempts=1,
    summary="Forget what is too old",
)
