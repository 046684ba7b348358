"""Whose jobs a page shows."""

from typing import Annotated

from fastapi import Depends

from api.services import ANONYMOUS, OwnerDep, Services
from contracts.errors import JobNotFound
from store.records import JobRecord


def _whose(owner: OwnerDep) -> str | None:
    """The owner whose jobs are shown; None shows everyone's.

    A deployment that knows its users says who comes (``X-User-Id``, set by what authenticates them): they see
    their own. Where nobody is told apart from anybody, all jobs are everybody's.
    """
    return None if owner == ANONYMOUS else owner


ViewerDep = Annotated[str | None, Depends(_whose)]


async def visible(services: Services, job_id: str, viewer: str | None) -> JobRecord:
    """A job that the viewer may see. Raises JobNotFound."""
    record = await services.ledger.get(job_id)
    if viewer is not None and record.snapshot.owner != viewer:
        raise JobNotFound("Job not found: {job_id}", job_id=job_id)
    return record
