"""A job's page: live, with its result; cancelling it, and trying it again."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from sse_starlette import EventSourceResponse, ServerSentEvent

from api.access import Action, Caller, OwnerDep, ViewerDep, known_job
from api.pages import words
from api.pages.job_view import JobView, view
from api.pages.kinds import form_of, result_templates, shown, told
from api.pages.languages import LanguageDep, later
from api.pages.rendering import PageRoute, page, render
from api.services import Services, ServicesDep
from api.submissions import repeat
from contracts.errors import JobNotCancellable, JobNotFound, JobNotResubmittable
from contracts.jobs import RESUBMITTABLE_STATES, JobSnapshot, JobState
from jobs.attempts import FailedAttempt
from store.records import JobRecord

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PING_SECONDS: Final = 5.0
"""Silence on a page's stream before it says that it is there; ``assets/app.js`` counts on it."""
HISTORY_SECONDS: Final = 2.0
"""How often at most a stream looks for attempts that failed, but at the end."""
STREAM_HEADERS: Final = {"Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"}

ENDED_BEFORE: Final = later("The job had already ended when you cancelled it.")


@router.get("/jobs/{job_id}")
async def show(job_id: str, request: Request, services: ServicesDep, caller: ViewerDep) -> Response:
    """The job as it is now."""
    record = await known_job(services, caller, job_id, Action.READ)
    job = await _view(services, record, await services.hub.read(job_id))
    return page(request, "job.html", job=job, notice="", **await _of_kind(services, job))


@router.get("/jobs/{job_id}/part")
async def part(job_id: str, request: Request, services: ServicesDep, caller: ViewerDep) -> Response:
    """The part of the page that changes, for a browser that hears no stream."""
    return await _part(request, services, job_id, caller, "")


@router.get("/jobs/{job_id}/live")
async def live(job_id: str, services: ServicesDep, caller: ViewerDep, language: LanguageDep) -> Response:
    """The part of the page that changes, at every change, until the job has ended."""
    wanted = told(await known_job(services, caller, job_id, Action.READ))
    root = services.address.root

    async def parts() -> AsyncGenerator[ServerSentEvent, None]:
        now = asyncio.get_running_loop().time
        failures: Sequence[FailedAttempt] = ()
        asked = now() - HISTORY_SECONDS
        try:
            async with aclosing(services.hub.follow(job_id, after=None, silence=PING_SECONDS)) as updates:
                async for update in updates:
                    if update is None:
                        yield ServerSentEvent(event="ping", data="")
                        continue
                    if update.snapshot.state.ended or now() - asked >= HISTORY_SECONDS:
                        asked, failures = now(), await services.jobs.failed_attempts(job_id)
                    record = await services.ledger.get(job_id)
                    job = await view(services, record, update.snapshot, wanted, failures)
                    of_kind = await _of_kind(services, job)
                    text = render(language, "_job.html", root=root, job=job, notice="", **of_kind)
                    yield ServerSentEvent(data=text)
        except JobNotFound as error:  # it was deleted meanwhile
            text = render(language, "_gone.html", root=root, text=words.headline(error))
            yield ServerSentEvent(data=text)
        yield ServerSentEvent(event="end", data="")

    return EventSourceResponse(parts(), headers=STREAM_HEADERS, ping=0)


@router.post("/jobs/{job_id}/cancel")
async def cancel(job_id: str, request: Request, services: ServicesDep, caller: ViewerDep) -> Response:
    """Cancel the job; answers with the part of the page that changes."""
    await known_job(services, caller, job_id, Action.CANCEL)
    notice = ""
    try:
        snapshot = await services.hub.cancel(job_id, "cancelled on its page")
        if snapshot.state.ended and snapshot.state is not JobState.CANCELLED:
            notice = ENDED_BEFORE
    except JobNotCancellable:
        notice = ENDED_BEFORE
    if "HX-Request" not in request.headers:
        return RedirectResponse(f"/jobs/{job_id}", status_code=303)
    return await _part(request, services, job_id, caller, notice)


@router.post("/jobs/{job_id}/again")
async def resubmit(job_id: str, services: ServicesDep, caller: ViewerDep, owner: OwnerDep) -> Response:
    """The same once more, as a new job.

    However often it is asked for, an earlier job is made again once; that one can be made again itself.
    """
    record = await known_job(services, caller, job_id, Action.REPEAT)
    state = record.snapshot.state
    if state not in RESUBMITTABLE_STATES:
        raise JobNotResubmittable("A job that is {status} cannot be submitted again.", status=state.value)
    snapshot = await repeat(services, record, owner, f"again:{job_id}")
    return RedirectResponse(f"/jobs/{snapshot.job_id}", status_code=303)


async def _part(request: Request, services: Services, job_id: str, caller: Caller, notice: str) -> Response:
    record = await known_job(services, caller, job_id, Action.READ)
    job = await _view(services, record, await services.hub.read(job_id))
    return page(request, "_job.html", job=job, notice=notice, **await _of_kind(services, job))


async def _view(services: Services, record: JobRecord, snapshot: JobSnapshot) -> JobView:
    failures = await services.jobs.failed_attempts(snapshot.job_id)
    return await view(services, record, snapshot, told(record), failures)


async def _of_kind(services: Services, job: JobView) -> dict[str, Any]:
    """What the kind adds: its form, and how its result is shown."""
    kind = job.snapshot.kind
    return {
        "form": form_of(kind),
        "result_templates": result_templates(kind),
        "shown": await shown(services, job.snapshot),
    }
