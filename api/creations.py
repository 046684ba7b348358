"""What the answer to a creation tells in headers, whichever contract it belongs to.

``Idempotent-Replayed`` where the job was there already; where an owner's creations are limited, how they
stand (``RateLimit-Policy`` and ``RateLimit`` of draft-ietf-httpapi-ratelimit-headers); ``Retry-After`` with a
refusal.
"""

from contextvars import ContextVar
from math import ceil
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from contracts.errors import ReelworkError
from contracts.quotas import WINDOW
from store.records import Acceptance

TOO_MANY: Final = (
    "The owner has too many open jobs, or has started too many within a minute; or too many connections come"
    " from the same address."
)
"""What a 429 says of an endpoint that creates jobs, in the API's description."""

_told: Final[ContextVar[dict[str, str] | None]] = ContextVar("told", default=None)


def note(outcome: Acceptance | ReelworkError) -> None:
    """What became of the creation that the request asked for."""
    told = _told.get()
    if told is not None:
        told.update(_headers(outcome))


def _headers(outcome: Acceptance | ReelworkError) -> dict[str, str]:
    headers = {}
    if quota := outcome.quota:
        headers["RateLimit-Policy"] = f'"creations";q={quota.limit};w={ceil(WINDOW.total_seconds())}'
        headers["RateLimit"] = f'"creations";r={quota.left};t={ceil(quota.ends_in.total_seconds())}'
    if isinstance(outcome, Acceptance):
        if not outcome.created:
            headers["Idempotent-Replayed"] = "true"
    elif outcome.retry_delay:
        headers["Retry-After"] = str(ceil(outcome.retry_delay.total_seconds()))
    return headers


class Creations:
    """Adds the headers to the answers of such requests."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at what was noted when the answer begins."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        told: dict[str, str] = {}
        _told.set(told)

        async def telling(message: Message) -> None:
            if message["type"] == "http.response.start" and told:
                MutableHeaders(scope=message).update(told)
            await send(message)

        await self._app(scope, receive, telling)
