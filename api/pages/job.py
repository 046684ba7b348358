"""A job's page: live, with its result; cancelling it, and trying it again."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from sse_starlette import EventSourceResponse, ServerSentEvent

from api.files import serve_artifact
from api.pages import words
from api.pages.forms import BY_KIND
from api.pages.job_view import JobView, cues, subtitles, view
from api.pages.languages import LanguageDep, later
from api.pages.new import again
from api.pages.rendering import SECURITY_HEADERS, PageRoute, page, render
from api.pages.viewer import ViewerDep, visible
from api.services import OwnerDep, Services, ServicesDep
from contracts.errors import ArtifactNotFound, JobNotCancellable, JobNotFound, JobNotResubmittable
from contracts.jobs import RESUBMITTABLE_STATES, JobSnapshot, JobState
from contracts.speech import audio_key
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
async def show(job_id: str, request: Request, services: ServicesDep, viewer: ViewerDep) -> Response:
    """The job as it is now."""
    record = await visible(services, job_id, viewer)
    job = await _view(services, record, await services.hub.read(job_id))
    return page(request, "job.html", job=job, notice="", **await _extras(services, job))


@router.get("/jobs/{job_id}/part")
async def part(job_id: str, request: Request, services: ServicesDep, viewer: ViewerDep) -> Response:
    """The part of the page that changes, for a browser that hears no stream."""
    return await _part(request, services, job_id, viewer, "")


@router.get("/jobs/{job_id}/live")
async def live(job_id: str, services: ServicesDep, viewer: ViewerDep, language: LanguageDep) -> Response:
    """The part of the page that changes, at every change, until the job has ended."""
    await visible(services, job_id, viewer)

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
                    job = await view(services, record, update.snapshot, failures)
                    extras = await _extras(services, job)
                    yield ServerSentEvent(data=render(language, "_job.html", job=job, notice="", **extras))
        except JobNotFound as error:  # it was deleted meanwhile
            yield ServerSentEvent(data=render(language, "_gone.html", text=words.why(error)))
        yield ServerSentEvent(event="end", data="")

    return EventSourceResponse(parts(), headers=STREAM_HEADERS, ping=0)


@router.post("/jobs/{job_id}/cancel")
async def cancel(job_id: str, request: Request, services: ServicesDep, viewer: ViewerDep) -> Response:
    """Cancel the job (document 3); answers with the part of the page that changes."""
    await visible(services, job_id, viewer)
    notice = ""
    try:
        snapshot = services.hub.answer(await services.jobs.cancel(job_id, "cancelled on its page"))
        if snapshot.state.ended and snapshot.state is not JobState.CANCELLED:
            notice = ENDED_BEFORE
    except JobNotCancellable:
        notice = ENDED_BEFORE
    if "HX-Request" not in request.headers:
        return RedirectResponse(f"/jobs/{job_id}", status_code=303)
    return await _part(request, services, job_id, viewer, notice)


@router.post("/jobs/{job_id}/again")
async def resubmit(job_id: str, services: ServicesDep, viewer: ViewerDep, owner: OwnerDep) -> Response:
    """The same once more, as a new job."""
    record = await visible(services, job_id, viewer)
    state = record.snapshot.state
    if state not in RESUBMITTABLE_STATES:
        raise JobNotResubmittable("The job is {state}.", state=state.value)
    new_id = await again(services, record, owner)
    return RedirectResponse(f"/jobs/{new_id}", status_code=303)


@router.get("/jobs/{job_id}/audio")
async def audio(job_id: str, request: Request, services: ServicesDep, viewer: ViewerDep) -> Response:
    """A dialogue's file, to hear in the page."""
    result = (await visible(services, job_id, viewer)).snapshot.result
    if result is None:
        raise ArtifactNotFound("Job {job_id} has no audio", job_id=job_id)
    extension = str(result["output_format"])
    return await serve_artifact(request, services, audio_key(job_id, str(result["audio_file_id"]), extension))


@router.get("/jobs/{job_id}/captions.vtt")
async def captions(job_id: str, services: ServicesDep, viewer: ViewerDep) -> Response:
    """A video's captions as browsers read them."""
    result = (await visible(services, job_id, viewer)).snapshot.result
    if result is None or "captions_path" not in result:
        raise ArtifactNotFound("Job {job_id} has no captions", job_id=job_id)
    text = await services.artifacts.get(str(result["captions_path"]).lstrip("/"))
    return Response(subtitles(text.decode()), media_type="text/vtt", headers=SECURITY_HEADERS)


async def _part(
    request: Request, services: Services, job_id: str, viewer: str | None, notice: str
) -> Response:
    record = await visible(services, job_id, viewer)
    job = await _view(services, record, await services.hub.read(job_id))
    return page(request, "_job.html", job=job, notice=notice, **await _extras(services, job))


async def _view(services: Services, record: JobRecord, snapshot: JobSnapshot) -> JobView:
    failures = await services.jobs.failed_attempts(snapshot.job_id)
    return await view(services, record, snapshot, failures)


async def _extras(services: Services, job: JobView) -> dict[str, Any]:
    """What the result shows beside its player: an animation's script, a video's words."""
    code, said = await asyncio.gather(_text(services, job.code_path), _text(services, job.captions_path))
    return {"code": code, "cues": cues(said), "form": BY_KIND[job.snapshot.kind]}


async def _text(services: Services, path: str) -> str:
    if not path:
        return ""
    try:
        return (await services.artifacts.get(path.lstrip("/"))).decode(errors="replace")
    except ArtifactNotFound:
        return ""
