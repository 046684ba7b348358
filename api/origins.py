"""Requests from pages of other origins: CORS for those that are allowed, 403 for the others.

One list is believed by all: by CORS, by the check of requests that change something, and by the socket.
"""

from collections.abc import Awaitable, Callable
from typing import Final

from asgi_cross_origin_protection import CrossOriginProtection
from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from contracts.errors import OriginNotAllowed, ReelworkError
from contracts.origins import LOOPBACK_ORIGIN, AllowedOrigins, origin_of

METHODS: Final = ("DELETE", "GET", "HEAD", "OPTIONS", "POST")
REQUEST_HEADERS: Final = (
    "Authorization",
    "Content-Type",
    "Idempotency-Key",
    "Last-Event-ID",
    "Range",
    "X-User-Id",
)
RESPONSE_HEADERS: Final = (
    "Accept-Ranges",
    "Content-Disposition",
    "Content-Range",
    "Idempotent-Replayed",
    "Location",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
)
"""Those that a page of another origin may read beside the few that browsers show anyway."""

Answer = Callable[[Request, ReelworkError], Awaitable[Response]]
"""Answers a request with an error, in the words of the contract that it belongs to."""


class Application(FastAPI):
    """FastAPI within CORS, so that all that it answers carries it: refusals and its own failures too."""

    allowed_origins = AllowedOrigins()

    def build_middleware_stack(self) -> ASGIApp:
        """All of the application, Starlette's answer to a failure included, and CORS around it."""
        allowed = self.allowed_origins
        return CORSMiddleware(
            super().build_middleware_stack(),
            allow_origins=["*"] if allowed.everyone else sorted(allowed.exact),
            allow_origin_regex=LOOPBACK_ORIGIN if allowed.loopback else None,
            allow_credentials=not allowed.everyone,
            allow_methods=METHODS,
            allow_headers=REQUEST_HEADERS,
            expose_headers=RESPONSE_HEADERS,
        )


class ForeignOrigins:
    """Refuses what a page of a foreign origin sends: requests that change something, and every socket.

    Our own pages are known by Sec-Fetch-Site, else by their Origin: it is the address that was asked, or the
    public one, which a proxy may hide from us. A request without either comes from no browser.
    """

    def __init__(self, app: ASGIApp, allowed: AllowedOrigins, public_url: str, answer: Answer) -> None:
        self._app = app
        self._allowed = allowed
        self._own = [origin_of(public_url)] if public_url else []
        self._answer = answer
        self._requests = CrossOriginProtection(app, allowed_origins=self._own, deny_app=self._refuse)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may come."""
        if scope["type"] not in ("http", "websocket") or self._is_allowed(Headers(scope=scope)):
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._requests(scope, receive, send)
        else:
            await self._open(scope, receive, send)

    def _is_allowed(self, headers: Headers) -> bool:
        if self._allowed.everyone and "Cookie" in headers:
            return False
        return self._allowed.allows(headers.get("Origin", ""))

    async def _open(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A socket is judged as a request that changes something is: nothing else keeps foreign pages off."""

        async def accepted(*_: object) -> None:
            await self._app(scope, receive, send)

        async def refused(*_: object) -> None:
            await WebSocketClose()(scope, receive, send)  # before it was accepted: the server answers 403

        judge = CrossOriginProtection(accepted, allowed_origins=self._own, deny_app=refused)
        await judge({**scope, "type": "http", "method": "POST"}, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        origin = Headers(scope=scope).get("Origin", "null")
        error = OriginNotAllowed("Pages of {origin} may not use this API.", origin=origin)
        await (await self._answer(Request(scope), error))(scope, receive, send)
