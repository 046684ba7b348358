"""What is told to requests that are cut short because the server stops, in their contract's own body.

Uvicorn waits a few seconds for those that run. Then it cancels them, and would answer 500 itself.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import answer
from contracts.errors import ServiceUnavailable


@contextmanager
def raising_if_cut_short() -> Iterator[None]:
    """Around what answers a request: raises ServiceUnavailable in place of the server's cancel."""
    try:
        yield
    except asyncio.CancelledError as cancelled:
        task = asyncio.current_task()
        if task is None or not task.cancelling():
            raise
        task.uncancel()
        raise ServiceUnavailable("This server is being stopped. Please try again.") from cancelled


class Stopping:
    """Answers what the server cuts short before anything was answered."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on until then. What is being sent just ends."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def sent(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            with raising_if_cut_short():
                await self._app(scope, receive, sent)
        except ServiceUnavailable as error:
            if begun:
                raise asyncio.CancelledError from error
            await (await answer(Request(scope), error))(scope, receive, send)
