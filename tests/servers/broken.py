"""Answers that are none, as a server of anybody's may give them."""

from starlette.responses import Response
from starlette.types import Receive, Scope, Send


class Hang(Response):
    """No answer until the client has gone."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        await gone(receive)


class Drop(Response):
    """An answer that ends in its middle, together with the connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        headers = [(b"content-type", b"application/octet-stream"), (b"content-length", b"100000")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b'{"id":', "more_body": True})


async def gone(receive: Receive) -> None:
    """Wait until the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
