"""A video's captions on its page: as browsers read them, and as text."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Response

from api.access import Action, ViewerDep, known_job
from api.files import published_text
from api.pages.rendering import SECURITY_HEADERS, PageRoute
from api.result_warnings import warnings_of
from api.services import Services, ServicesDep
from contracts.errors import ArtifactNotFound
from contracts.jobs import JobSnapshot
from language.subtitles import from_srt, to_vtt

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/jobs/{job_id}/captions.vtt")
async def captions(job_id: str, services: ServicesDep, caller: ViewerDep) -> Response:
    """A video's captions as browsers read them."""
    result = (await known_job(services, caller, job_id, Action.READ)).snapshot.result
    if result is None or "captions_path" not in result:
        raise ArtifactNotFound("Job {job_id} has no captions", job_id=job_id)
    text = await services.artifacts.get(str(result["captions_path"]).lstrip("/"))
    return Response(to_vtt(from_srt(text.decode())), media_type="text/vtt", headers=SECURITY_HEADERS)


async def what_is_said(services: Services, snapshot: JobSnapshot) -> Mapping[str, Any]:
    """A narrated video's words and warnings, for the template of its result."""
    path = str((snapshot.result or {}).get("captions_path", ""))
    said = from_srt(await published_text(services, path))
    return {
        "cues": [cue.text.replace("\n", " ") for cue in said],
        "warnings": warnings_of(snapshot.result),
    }
