"""The files that results point to: the artifacts' published keys are the paths. Ranges as RFC 9110 says."""

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Annotated, Final

from fastapi import APIRouter, HTTPException, Path, Request, Response
from fastapi.openapi.models import Tag
from fastapi.responses import StreamingResponse

from api.access import AnyoneDep, may_fetch
from api.errors import Answers, ErrorBody
from api.services import Services, ServicesDep
from contracts.errors import ArtifactNotFound, InvalidRequest
from contracts.kinds import PUBLISHED_PREFIXES
from store.artifacts import ArtifactInfo

TAG: Final = Tag(
    name="files",
    description="""
The files that results point to: the paths in a result are these. A player may ask for a part with `Range`,
and with `If-None-Match` whether the file is still the one that it has.
""",
)
"""The files in the API's description."""

router = APIRouter(tags=[TAG.name])

MEDIA_TYPES: Final = {
    "mp4": "video/mp4",
    "jpg": "image/jpeg",
    "srt": "application/x-subrip; charset=utf-8",
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
    "json": "application/json",
    "txt": "text/plain; charset=utf-8",
    "py": "text/plain; charset=utf-8",  # to read, not to run
}


def file_answers(*media_types: str) -> Answers:
    """What ``serve_artifact`` answers of files of these types, for the API's description."""
    content = {name: {"schema": {"type": "string", "format": "binary"}} for name in media_types}
    return {
        200: {"description": "The whole file.", "content": content},
        206: {"description": "The part that `Range` asks for.", "content": content},
        304: {"description": "The client has it already: its `If-None-Match` names it."},
        416: {"description": "The file has no such part."},
    }


_RANGE: Final = re.compile(r"bytes=(?=.*\d)(\d{0,18})-(\d{0,18})")


async def _serve(
    request: Request,
    services: ServicesDep,
    caller: AnyoneDep,
    path: Annotated[str, Path(description="The rest of the path in a result.")],  # noqa: ARG001 - it is the route's
) -> Response:
    """A published file, whole or in part."""
    requested: str = request.scope["path"]  # request.url would trip over an odd Host header
    key = requested.removeprefix("/")
    with _no_such_file(requested):
        if not await may_fetch(services, caller, key):
            raise ArtifactNotFound("This file is somebody else's: {key}", key=key)
        return await serve_artifact(request, services, key)


async def serve_artifact(
    request: Request, services: Services, key: str, extra: Mapping[str, str] = MappingProxyType({})
) -> Response:
    """An artifact, whole or in part, with ``extra`` headers. Raises ArtifactNotFound."""
    info = await services.artifacts.head(key)
    headers = {
        **extra,
        "Accept-Ranges": "bytes",
        "ETag": _etag(info),
        "Cache-Control": "no-cache",
        "X-Content-Type-Options": "nosniff",
    }
    if _is_known(headers["ETag"], request.headers.get("If-None-Match", "")):
        return Response(status_code=304, headers=headers)
    start, end = 0, info.size
    status = 200
    # Ranges are for GET alone; one that is none, or more than one, is passed over.
    match = _RANGE.fullmatch(request.headers.get("Range", "")) if request.method == "GET" else None
    if match and not _is_backwards(match) and request.headers.get("If-Range") in (None, headers["ETag"]):
        span = _span(match, info.size)
        if span is None:
            return Response(status_code=416, headers={**headers, "Content-Range": f"bytes */{info.size}"})
        start, end = span
        status = 206
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{info.size}"
    headers["Content-Length"] = str(end - start)
    media_type = MEDIA_TYPES.get(key.rpartition(".")[2], "application/octet-stream")
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers, media_type=media_type)
    body = services.artifacts.read_range(info.key, start, end)
    first = await anext(body, b"")  # a store that fails is told of as long as nothing else is
    return StreamingResponse(_from(first, body), status_code=status, headers=headers, media_type=media_type)


async def _from(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for piece in rest:
        yield piece


async def published_text(services: Services, path: str) -> str:
    """The text of the file at a path in a result; empty if there is none."""
    if not path:
        return ""
    try:
        return (await services.artifacts.get(path.lstrip("/"))).decode(errors="replace")
    except ArtifactNotFound:
        return ""


for _prefix in PUBLISHED_PREFIXES:
    for _method in ("GET", "HEAD"):
        router.add_api_route(
            f"/{_prefix}{{path:path}}",
            _serve,
            methods=[_method],
            response_class=Response,
            summary=f"Fetch a file of {_prefix}",
            responses={
                **file_answers(*dict.fromkeys(MEDIA_TYPES.values())),
                404: {"model": ErrorBody, "description": "There is no such file."},
            },
            name=f"a file of {_prefix.rstrip('/')}",
            operation_id=f"download_from_{_prefix.rstrip('/').replace('-', '_')}",
            include_in_schema=_method == "GET",
        )


def _span(match: re.Match[str], size: int) -> tuple[int, int] | None:
    """The bytes from, up to and not including; None if there are none such."""
    first, last = match.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1 if last else size)
    return (start, end) if start < end else None


def _is_backwards(match: re.Match[str]) -> bool:
    """Whether it ends before it starts: RFC 9110, 14.1.1, calls that no range at all."""
    first, last = match.groups()
    return bool(first and last) and int(last) < int(first)


def _etag(info: ArtifactInfo) -> str:
    tag = (info.etag or f"{info.size}-{info.modified.timestamp()}").strip('"')
    return f'"{tag}"'


def _is_known(etag: str, if_none_match: str) -> bool:
    known = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return etag in known or "*" in known


@contextmanager
def _no_such_file(path: str) -> Iterator[None]:
    try:
        yield
    except (ArtifactNotFound, InvalidRequest) as error:
        raise HTTPException(404, f"File not found: {path}") from error
