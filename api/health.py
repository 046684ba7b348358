"""Is it alive, is it ready."""

import asyncio
from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from fastapi import APIRouter, Response
from fastapi.openapi.models import Tag
from pydantic import BaseModel, Field
from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import DescribeTaskQueueRequest
from temporalio.client import Client

from api.services import ServicesDep
from contracts.health import RenderWorker
from contracts.names import RENDER_QUEUE

TAG: Final = Tag(
    name="health",
    description="For whoever runs Reelwork: whether the process answers, and whether jobs can be done.",
)
"""Health in the API's description."""

router = APIRouter(tags=[TAG.name])

LIMIT: Final = timedelta(seconds=2)
POLL: Final = timedelta(seconds=70)
"""A worker asks for work at least once a minute; who was not heard of for longer is gone."""


class Alive(BaseModel):
    """The process answers."""

    status: Literal["ok"] = Field("ok", description="It answers.")


class Ready(BaseModel):
    """Each part that a job needs: "ok", or what is wrong with it. Who runs scripts, what confines them."""

    status: Literal["ready", "not ready"] = Field(description="Whether all parts answer.")
    parts: dict[str, str] = Field(
        examples=[{"temporal": "ok", "ledger": "ok", "artifacts": "ok"}],
        description="Each part that a job needs: `ok`, or what is wrong with it.",
    )
    render_workers: list[RenderWorker] = Field(
        examples=[[{"worker": "7@render-1", "sandbox": "complete", "runs_scripts": True}]],
        description="The workers that run scripts, and what confines them there.",
    )


@router.get("/healthz", summary="Whether the process answers")
async def check_liveness() -> Alive:
    """Whether the process answers at all."""
    return Alive()


@router.get(
    "/readyz",
    summary="Whether jobs can be done",
    responses={503: {"model": Ready, "description": "A part does not answer."}},
)
async def check_readiness(services: ServicesDep, response: Response) -> Ready:
    """Whether Temporal, the ledger and the artifacts answer; the workers that run scripts."""
    workers: list[RenderWorker] = []

    async def temporal() -> bool:
        serves = await services.temporal.service_client.check_health(timeout=LIMIT)
        workers.extend(await _render_workers(services.temporal))
        return serves

    checks = {
        "temporal": temporal(),
        "ledger": services.ledger.ping(),
        "artifacts": services.artifacts.ping(),
    }
    answers = await asyncio.gather(*(check(asked) for asked in checks.values()))
    parts = dict(zip(checks, answers, strict=True))
    ready = all(answer == "ok" for answer in answers)
    response.status_code = 200 if ready else 503
    return Ready(status="ready" if ready else "not ready", parts=parts, render_workers=workers)


async def check(asked: Awaitable[object]) -> str:
    """What a part says when it is asked: "ok", or what is wrong with it."""
    try:
        answer = await asyncio.wait_for(asked, LIMIT.total_seconds())
    except Exception as error:  # noqa: BLE001 - whatever is wrong with a part, the answer is to say so
        return str(error) or type(error).__name__
    return "it answers, but does not serve" if answer is False else "ok"


async def _render_workers(temporal: Client) -> list[RenderWorker]:
    """The workers that ask for scripts to run."""
    queue = await temporal.workflow_service.describe_task_queue(
        DescribeTaskQueueRequest(
            namespace=temporal.namespace,
            task_queue=TaskQueue(name=RENDER_QUEUE),
            task_queue_type=TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
        ),
        timeout=LIMIT,
    )
    now = datetime.now(UTC)
    workers = (
        RenderWorker.from_identity(poller.identity)
        for poller in queue.pollers
        if now - poller.last_access_time.ToDatetime(UTC) < POLL
    )
    return sorted((worker for worker in workers if worker), key=lambda worker: worker.worker)
