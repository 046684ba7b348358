"""Creations that were answered by a job that was there already: the answer says so (Idempotent-Replayed)."""

from contextvars import ContextVar
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_answered: Final[ContextVar[dict[str, bool] | None]] = ContextVar("replayed", default=None)


def note() -> None:
    """The request that is being answered gets a job that an earlier one had made."""
    answered = _answered.get()
    if answered is not None:
        answered["earlier"] = True


class Replays:
    """Adds the header to the answers of such requests."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at what was noted when the answer begins."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answered = {"earlier": False}
        _answered.set(answered)

        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start" and answered["earlier"]:
                MutableHeaders(scope=message)["Idempotent-Replayed"] = "true"
            await send(message)

        await self._app(scope, receive, send_marked)
