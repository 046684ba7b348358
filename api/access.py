"""Who may do what with a job: the one rule that every contract, the pages and the socket ask.

Callers are not authenticated: they say whose their request is. How much that counts differs between the
contracts, and stands here alone.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Final

import structlog
from fastapi import Depends

from api.services import OwnerDep, Services
from contracts.access import ANONYMOUS
from contracts.errors import JobNotFound
from contracts.jobs import JobSnapshot
from store.records import JobRecord

log = structlog.get_logger(__name__)


class Action(StrEnum):
    """What a caller wants to do with a job."""

    READ = "read"
    """Its state, its events and its files."""
    CANCEL = "cancel"
    DELETE = "delete"
    REPEAT = "repeat"
    """Make another job of its request."""


@dataclass(frozen=True)
class Caller:
    """Who asks: ``whose`` is the owner whose jobs the caller may have; None is everyone's."""

    whose: str | None


ANYONE: Final = Caller(None)


def anyone() -> Caller:
    """As animation jobs, article videos and script videos have it: who knows a job's id may have it."""
    return ANYONE


def owner_alone(owner: OwnerDep) -> Caller:
    """As speech jobs have it: everyone has their own jobs; those who don't say who they are have theirs."""
    return Caller(owner)


def viewer(owner: OwnerDep) -> Caller:
    """As the pages have it.

    A deployment that knows its users names them (``X-User-Id``, set by what authenticates them): they have
    their own jobs. Where nobody is named, all jobs are everybody's.
    """
    return Caller(None if owner == ANONYMOUS else owner)


AnyoneDep = Annotated[Caller, Depends(anyone)]
OwnerAloneDep = Annotated[Caller, Depends(owner_alone)]
ViewerDep = Annotated[Caller, Depends(viewer)]


def may(caller: Caller, job: JobSnapshot, action: Action) -> bool:
    """Whether a caller may do that with a job."""
    allowed = caller.whose in (None, job.owner)
    if not allowed:
        log.info("A caller asked for another's job", job_id=job.job_id, action=action.value)
    return allowed


def check(
    caller: Caller, job: JobSnapshot, action: Action, kinds: Collection[str] | None = None
) -> JobSnapshot:
    """The job, of one of these kinds. Raises JobNotFound: what a caller may not have is unknown to him."""
    if (kinds is not None and job.kind not in kinds) or not may(caller, job, action):
        raise JobNotFound("Job not found: {job_id}", job_id=job.job_id)
    return job


async def known_job(
    services: Services, caller: Caller, job_id: str, action: Action, kinds: Collection[str] | None = None
) -> JobRecord:
    """The same as the ledger has it."""
    record = await services.ledger.get(job_id)
    check(caller, record.snapshot, action, kinds)
    return record
