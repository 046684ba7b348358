"""How an echo is asked for over HTTP."""

from fastapi import APIRouter
from pydantic import BaseModel

from api.access import Action, AnyoneDep, check
from api.services import OwnerDep, Services, ServicesDep
from api.submissions import Submission
from api.text import Text
from contracts.jobs import JobSnapshot
from jobs.drafts import draft

router = APIRouter(prefix="/api/echoes")


class EchoRequest(BaseModel):
    text: Text


@router.post("")
async def create(request: EchoRequest, services: ServicesDep, owner: OwnerDep) -> JobSnapshot:
    return await submit(services, request, owner, None)


@router.get("/{job_id}")
async def read(job_id: str, services: ServicesDep, caller: AnyoneDep) -> JobSnapshot:
    return check(caller, await services.hub.read(job_id), Action.READ, ("echo",))


async def submit(services: Services, request: EchoRequest, owner: str, key: str | None) -> JobSnapshot:
    accepted = await services.jobs.submit(
        draft("echo", owner, request, request.model_dump(), idempotency_key=key)
    )
    return accepted.job.snapshot


SUBMISSIONS = (Submission("echo", EchoRequest, submit),)
