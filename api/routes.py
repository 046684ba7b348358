"""Who may use which route: the one table, which ``api/access.py`` enforces and ``docs/access.md`` shows.

A key is a method and the route's path; ``HEAD`` goes with ``GET``, a path with a slash at its end with the
one without. A kind from outside states its own rows as ``ACCESS`` in its module of this room; a route without
a row is its owner's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from api.kinds import kind_modules
from contracts.access import Scope
from contracts.kinds import PUBLISHED_PREFIXES


class Who(StrEnum):
    """Whom a route is for."""

    EVERYONE = "everyone"
    """Nobody is asked who they are."""
    KNOWN = "everyone who is known"
    """It shows nothing that is anybody's."""
    OWNER = "the owner"
    """It shows and changes what is the caller's own; to who has the scope admin, what is everyone's."""


@dataclass(frozen=True)
class Access:
    """Who may use a route, with which scope.

    ``ticket``: what calls it may be unable to set a header, so a ticket may stand in the address.
    ``signed``: an address from an answer, with a signature and an end, opens it to whoever has it.
    """

    who: Who
    scope: Scope = Scope.READ
    ticket: bool = False
    signed: bool = False
    guarded: bool = False
    """Whether a job that the path names is looked up before the route is called: nobody has stated that the
    route does so itself."""


_EVERYONE: Final = Access(Who.EVERYONE)
_KNOWN: Final = Access(Who.KNOWN)
_READ: Final = Access(Who.OWNER)
_WRITE: Final = Access(Who.OWNER, Scope.WRITE)
_STREAM: Final = Access(Who.OWNER, ticket=True)
_MEDIA: Final = Access(Who.OWNER, ticket=True, signed=True)

_OURS: Final[Mapping[str, Access]] = {
    # Animations
    "POST /api/job/animation/full": _WRITE,
    "POST /api/job/animation/full/stream": _WRITE,
    "POST /api/job/animation/edit": _WRITE,
    "POST /api/job/animation/edit/stream": _WRITE,
    "GET /api/job/{job_id}/status": _READ,
    "GET /api/job/{job_id}/stream": _STREAM,
    "POST /api/job/{job_id}/cancel": _WRITE,
    "DELETE /api/job/{job_id}": _WRITE,
    "POST /api/job/cleanup": _WRITE,
    "GET /prompts/{generation_id}.json": Access(Who.OWNER, signed=True),
    "GET /api/generation/{generation_id}": _READ,
    "GET /api/generation/{generation_id}/prompts": _READ,
    "GET /api/animation/topics": _KNOWN,
    "GET /api/animation/{video_id}": _MEDIA,
    # Dialogues, and videos of scripts
    "POST /api/v1/jobs": _WRITE,
    "GET /api/v1/jobs": _READ,
    "GET /api/v1/jobs/{job_id}": _READ,
    "DELETE /api/v1/jobs/{job_id}": _WRITE,
    "POST /api/v1/jobs/{job_id}/resubmit": _WRITE,
    "GET /api/v1/jobs/{job_id}/stream": _STREAM,
    "GET /api/v1/jobs/{job_id}/download": _STREAM,
    "POST /api/v1/jobs/tts": _WRITE,
    "GET /api/v1/voices": _KNOWN,
    "GET /api/v1/voices/{provider}": _KNOWN,
    "GET /api/v1/voices/{voice_id}/sample": _KNOWN,
    "GET /api/v1/jobs/stats/counts": _READ,
    "GET /api/v1/videos/{job_id}": _READ,
    "GET /api/v1/videos/{job_id}/download": _STREAM,
    "GET /api/v1/videos/{job_id}/thumbnail": _STREAM,
    "GET /api/v1/jobs/health": _EVERYONE,
    # Videos of articles
    "POST /api/generate-video": _WRITE,
    "GET /api/jobs": _READ,
    "GET /api/jobs/{job_id}": _READ,
    "POST /api/jobs/{job_id}/cancel": _WRITE,
    "GET /api/videos": _READ,
    "GET /api/videos/{video_name}": _MEDIA,
    "GET /api/videos/{video_id}/file": _MEDIA,
    "DELETE /api/videos/{video_name}": _WRITE,
    "WS /ws": _STREAM,
    # Pages
    "GET /": _READ,
    "GET /jobs": _READ,
    "GET /list/part": _READ,
    "GET /list/live": _READ,
    "GET /new/{slug}": _READ,
    "GET /topics": _READ,
    "POST /new/{slug}": _WRITE,
    "POST /new/{slug}/part": _READ,
    "GET /jobs/{job_id}": _READ,
    "GET /jobs/{job_id}/part": _READ,
    "GET /jobs/{job_id}/live": _READ,
    "POST /jobs/{job_id}/cancel": _WRITE,
    "POST /jobs/{job_id}/again": _WRITE,
    "GET /jobs/{job_id}/captions.vtt": _READ,
    "GET /jobs/{job_id}/audio": _READ,
    "POST /language": _EVERYONE,
    "MOUNT /assets": _EVERYONE,
    # Who is there
    "GET /sign-in": _EVERYONE,
    "POST /sign-in": _EVERYONE,
    "POST /sign-out": _EVERYONE,
    "POST /api/tickets": _KNOWN,
    # The API's description, and health
    "GET /docs": _EVERYONE,
    "GET /openapi.json": _EVERYONE,
    "MOUNT /swagger": _EVERYONE,
    "GET /health": _EVERYONE,
    "GET /healthz": _EVERYONE,
    "GET /readyz": _EVERYONE,
}


@cache
def rows() -> Mapping[str, Access]:
    """The whole table: ours, the files of all kinds, what kinds from outside state."""
    table = {**_OURS, **{f"GET /{prefix}{{path}}": _MEDIA for prefix in PUBLISHED_PREFIXES}}
    for module in kind_modules("api"):
        stated: Mapping[str, Access] = getattr(module, "ACCESS", {})
        table |= stated
    return table


def place(method: str, path: str) -> str:
    """The key of a route's row."""
    return f"{'GET' if method == 'HEAD' else method} {path.rstrip('/') or '/'}"


def access_to(method: str, path: str) -> Access:
    """Who may use a route."""
    scope = Scope.READ if method in {"GET", "HEAD", "WS"} else Scope.WRITE
    return rows().get(place(method, path)) or Access(Who.OWNER, scope, guarded=True)
