"""The activities that every kind of job shares."""

from datetime import timedelta
from typing import Final

from contracts.activity import ActivityDef
from contracts.jobs import JobSnapshot, JobState, Verdict
from contracts.model import Model
from contracts.names import CORE_QUEUE


class RecordInput(Model):
    """Changes of one job, in order of their sequence."""

    snapshots: tuple[JobSnapshot, ...]


class CleanUpInput(Model):
    """Remove what a job left, before or after it ends in ``state``.

    Its intermediate results go in any case; what it published goes too unless the job completed.
    """

    job_id: str
    state: JobState


CHANGES_HEADER: Final = "reelwork-changes"
"""In which header an activity carries a ``RecordInput``, which its worker records before it begins."""
RECORD_LIMIT: Final = timedelta(minutes=10)
"""A ledger that is down for longer than this is caught up by the maintenance schedule."""
JOB_CLOSED: Final = "JobClosed"
"""The type of the failure of an activity that did not begin, since the ledger had closed its job."""


class Nothing(Model):
    """No result."""


RECORD: Final = ActivityDef(
    "core.record", RecordInput, Verdict, CORE_QUEUE, timedelta(seconds=10), summary="Record a change"
)
CLEAN_UP: Final = ActivityDef(
    "core.clean_up", CleanUpInput, Nothing, CORE_QUEUE, timedelta(minutes=2), attempts=8, summary="Clean up"
)
