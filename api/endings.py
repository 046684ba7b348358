"""Ends what is being sent, and closes sockets, once the key or the token that opened it has ended."""

import asyncio
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access import Identity
from api.services import Services

POLICY_VIOLATION: Final = 1008
"""RFC 6455: the socket is closed because of what its client may not do."""


class Endings:
    """Looks, before each part of an answer and each message of a socket, whether its key still holds."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on until then; from then on the client seems to be gone."""
        if scope["type"] not in ("http", "websocket") or not _asks(scope):
            await self._app(scope, receive, send)
            return
        ended = asyncio.Event()

        async def sent(message: Message) -> None:
            if ended.is_set():
                return
            if _is_one_of_several(message) and not await _holds(scope):
                ended.set()
                message = _last(scope)
            await send(message)

        async def received() -> Message:
            return await _first(receive, ended, scope)

        await self._app(scope, received, sent)


def _asks(scope: Scope) -> bool:
    services: Services = scope["state"]["services"]
    return services.authentication.asks


async def _holds(scope: Scope) -> bool:
    services: Services = scope["state"]["services"]
    identity: Identity | None = scope["state"].get("identity")
    principal = identity.principal if identity else None
    return principal is None or await services.authentication.still(principal)


def _is_one_of_several(message: Message) -> bool:
    return message["type"] == "websocket.send" or bool(message.get("more_body"))


def _last(scope: Scope) -> Message:
    if scope["type"] == "websocket":
        return {
            "type": "websocket.close",
            "code": POLICY_VIOLATION,
            "reason": "The key has ended",
        }
    return {"type": "http.response.body", "body": b"", "more_body": False}


async def _first(receive: Receive, ended: asyncio.Event, scope: Scope) -> Message:
    """The next message of the client, or that it is gone, once its key has ended."""
    getting = asyncio.ensure_future(receive())
    ending = asyncio.ensure_future(ended.wait())
    try:
        await asyncio.wait({getting, ending}, return_when=asyncio.FIRST_COMPLETED)
        if getting.done():
            return getting.result()
        if scope["type"] == "websocket":
            return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}
        return {"type": "http.disconnect"}
    finally:
        getting.cancel()
        ending.cancel()
