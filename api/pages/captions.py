"""A video's captions on its page: as browsers read them, and as text."""

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from fastapi import APIRouter, Response

from api.access import Action, ViewerDep, known_job
from api.files import published_text
from api.pages.rendering import SECURITY_HEADERS, PageRoute
from api.services import Services, ServicesDep
from contracts.errors import ArtifactNotFound
from contracts.jobs import JobSnapshot

router = APIRouter(route_class=PageRoute, include_in_schema=False)

_CUE: Final = re.compile(r"(\d\d:\d\d:\d\d),(\d{3}) --> (\d\d:\d\d:\d\d),(\d{3})")


@router.get("/jobs/{job_id}/captions.vtt")
async def captions(job_id: str, services: ServicesDep, caller: ViewerDep) -> Response:
    """A video's captions as browsers read them."""
    result = (await known_job(services, caller, job_id, Action.READ)).snapshot.result
    if result is None or "captions_path" not in result:
        raise ArtifactNotFound("Job {job_id} has no captions", job_id=job_id)
    text = await services.artifacts.get(str(result["captions_path"]).lstrip("/"))
    return Response(subtitles(text.decode()), media_type="text/vtt", headers=SECURITY_HEADERS)


async def what_is_said(services: Services, snapshot: JobSnapshot) -> Mapping[str, Any]:
    """A narrated video's words, for the template of its result."""
    path = str((snapshot.result or {}).get("captions_path", ""))
    return {"cues": cues(await published_text(services, path))}


def subtitles(srt: str) -> str:
    """WebVTT of SubRip: a heading, points where SubRip has commas, and no markup in the words."""
    lines = ((_CUE.fullmatch(line), line) for line in srt.splitlines())
    return "WEBVTT\n\n" + "".join(
        (times.expand(r"\1.\2 --> \3.\4") if times else html.escape(line, quote=False)) + "\n"
        for times, line in lines
    )


def cues(srt: str) -> Sequence[str]:
    """What the captions say, one after the other."""
    blocks = (block.splitlines() for block in srt.replace("\r", "").split("\n\n"))
    return [" ".join(lines[2:]) for lines in blocks if len(lines) > 2]  # noqa: PLR2004 - number, times, words
