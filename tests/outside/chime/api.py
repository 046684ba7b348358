"""Chimes over HTTP: make one, look at it, follow it, cancel it, delete it."""

from typing import Annotated, Any

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from api.access import OwnerDep
from api.services import IdempotencyKey, Services, ServicesDep
from api.streams import LastEventId, job_stream
from api.submissions import Submission
from chime.contracts import NAME
from contracts.jobs import JobSnapshot
from jobs.drafts import draft

router = APIRouter(prefix="/api/chimes", tags=["chimes"])


class ChimeRequest(BaseModel):
    """A chime to make."""

    pitch: Annotated[int, Field(ge=20, le=20_000)]
    seconds: Annotated[float, Field(gt=0, le=60)] = 0.2
    cracked: Annotated[int, Field(ge=0, le=3)] = 0


async def submit(services: Services, request: ChimeRequest, owner: str, key: str | None) -> JobSnapshot:
    """Start a chime."""
    accepted = await services.jobs.submit(
        draft(NAME, owner, request, request.model_dump(), idempotency_key=key)
    )
    return accepted.job.snapshot


SUBMISSIONS = (Submission(NAME, ChimeRequest, submit),)


@router.post("", status_code=201)
async def create(
    request: ChimeRequest, services: ServicesDep, owner: OwnerDep, idempotency_key: IdempotencyKey = None
) -> dict[str, Any]:
    """Start a chime."""
    return view(await submit(services, request, owner, idempotency_key))


@router.get("/{job_id}")
async def read(job_id: str, services: ServicesDep) -> dict[str, Any]:
    """The chime as it is now."""
    return view(services.address.outward(await services.hub.read(job_id)))


@router.get("/{job_id}/stream", response_class=Response)
async def stream(job_id: str, services: ServicesDep, last_event_id: LastEventId = None) -> Response:
    """The chime's events."""
    return job_stream(services, await services.hub.read(job_id), last_event_id, view)


@router.delete("/{job_id}", status_code=204)
async def delete(job_id: str, services: ServicesDep) -> None:
    """Forget the chime."""
    await services.jobs.delete(job_id)
    services.hub.forget(job_id)


def view(snapshot: JobSnapshot) -> dict[str, Any]:
    """A snapshot in words of our own."""
    return snapshot.model_dump(
        mode="json", include={"job_id", "state", "step", "progress", "result", "error"}
    )
