"""Is it alive, is it ready."""

import asyncio
from collections.abc import Awaitable
from datetime import timedelta
from typing import Final, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from api.services import ServicesDep

router = APIRouter(tags=["health"])

LIMIT: Final = timedelta(seconds=2)


class Alive(BaseModel):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Ready(BaseModel):
    """Each part that a job needs: "ok", or what is wrong with it."""

    status: Literal["ready", "not ready"]
    parts: dict[str, str] = Field(examples=[{"temporal": "ok", "ledger": "ok", "artifacts": "ok"}])


@router.get("/healthz")
async def healthz() -> Alive:
    """Whether the process answers at all."""
    return Alive()


@router.get("/readyz", responses={503: {"model": Ready}})
async def readyz(services: ServicesDep, response: Response) -> Ready:
    """Whether Temporal, the ledger and the artifacts answer."""
    checks = {
        "temporal": services.temporal.service_client.check_health(timeout=LIMIT),
        "ledger": services.ledger.ping(),
        "artifacts": services.artifacts.ping(),
    }
    answers = await asyncio.gather(*(check(asked) for asked in checks.values()))
    parts = dict(zip(checks, answers, strict=True))
    ready = all(answer == "ok" for answer in answers)
    response.status_code = 200 if ready else 503
    return Ready(status="ready" if ready else "not ready", parts=parts)


async def check(asked: Awaitable[object]) -> str:
    """What a part says when it is asked: "ok", or what is wrong with it."""
    try:
        answer = await asyncio.wait_for(asked, LIMIT.total_seconds())
    except Exception as error:  # noqa: BLE001 - whatever is wrong with a part, the answer is to say so
        return str(error) or type(error).__name__
    return "it answers, but does not serve" if answer is False else "ok"
