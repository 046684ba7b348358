"""The web on loopback: the articles of ``tests/articles``, and sites on which everything goes wrong.

::

    with WebServer() as web:
        async with Fetcher(allowed_hosts=[web.host]) as fetcher:
            await fetcher.fetch(web.url("en.html"), PAGE, path)

``url("en.html")``, ``url("images/mill.jpg")``: the files, as they are;
``url("images/mill.jpg?as=text/plain")`` with any other Content-Type (``as=`` for none). Under ``fault/``:
what ``_FAULTS`` lists, and

- ``fault/status/503?retry_after=7``: that status
- ``fault/redirects/3``: so many redirects, and then ``en.html``
- ``fault/to?url=...``: a redirect to anywhere
"""

import asyncio
import gzip
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.servers.broken import Hang, gone
from tests.servers.loopback import LoopbackServer

ARTICLES: Final = Path(__file__).parents[1] / "articles"
_TYPES: Final = {".html": "text/html", ".jpg": "image/jpeg", ".png": "image/png"}
_CHUNK: Final = b"<p>and so on</p>\n" * 4096

HOSTILE: Final = b"<html><body><article>" + b"".join(
    b"<p>" + b"<a href=x>w</a> " * 4900 + b"</p>" for _ in range(9)
)
"""A page whose shape is within all bounds, and which still takes all day to read."""


@dataclass(frozen=True)
class Asked:
    """A request that came in; the names of headers in small letters."""

    path: str
    headers: dict[str, str]


class _Recorder:
    def __init__(self, app: ASGIApp, requests: list[Asked]) -> None:
        self._app = app
        self._requests = requests

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        self._requests.append(Asked(request.url.path, dict(request.headers)))
        await self._app(scope, receive, send)


SLOW_PIECES: Final = 50
"""The pieces of a page that takes two seconds, and never stands still."""


class _Stream(Response):
    """An answer with these headers whose body is ``piece``, again and again until the client has gone."""

    def __init__(self, piece: bytes, *, pieces: int | None = None, pause: float = 0, **headers: str) -> None:
        super().__init__()
        self._piece = piece
        self._pieces = pieces
        self._pause = pause
        self._sent = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        left = asyncio.create_task(gone(receive))
        await send({"type": "http.response.start", "status": 200, "headers": self._sent})
        sent = 0
        while not left.done() and sent != self._pieces:
            await send({"type": "http.response.body", "body": self._piece, "more_body": True})
            await asyncio.wait([left], timeout=self._pause)
            sent += 1
        left.cancel()
        # Ending here, with more promised, ends the connection.


def _bomb(megabytes: int = 50) -> bytes:
    """A page of spaces that packs a thousandfold."""
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    packed = packer.compress(b"<!doctype html>")
    for _ in range(megabytes):
        packed += packer.compress(b" " * 1_000_000)
    return packed + packer.flush()


def _page() -> bytes:
    return (ARTICLES / "en.html").read_bytes()


_FAULTS: Final[dict[str, Callable[[], Response]]] = {
    "hang": Hang,
    "trickle": lambda: _Stream(b"<p>wait", pause=0.01, content_type="text/html"),
    "slow": lambda: _Stream(
        b"<p>wait" * 2000, pieces=SLOW_PIECES, pause=0.04, content_type="text/html", content_length="700000"
    ),
    "endless": lambda: _Stream(_CHUNK, content_type="text/html"),
    "announced": lambda: _Stream(b"", pause=0.01, content_type="text/html", content_length="20000000000"),
    "dropped": lambda: _Stream(_page()[:5000], pieces=1, content_type="text/html", content_length="20000"),
    "gzip": lambda: _packed(gzip.compress(_page())),
    "bomb": lambda: _packed(_bomb()),
    "cut-gzip": lambda: _packed(gzip.compress(_page())[:-900]),
    "no-gzip": lambda: _packed(_page()),
    "brotli": lambda: Response(_page(), headers={"content-type": "text/html", "content-encoding": "br"}),
    "pdf": lambda: Response(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", media_type="application/pdf"),
    "pdf-as-page": lambda: Response(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", headers={"content-type": "text/html"}),
    "gzip-as-page": lambda: Response(gzip.compress(_page()), headers={"content-type": "text/html"}),
    "json": lambda: Response(b'{"title": "An article"}', media_type="application/json"),
    "playlist": lambda: Response(b"#EXTM3U\n#EXT-X-VERSION:3\nfile:///etc/passwd\n", media_type="audio/mpeg"),
    "hostile": lambda: Response(HOSTILE, headers={"content-type": "text/html"}),
    "empty": lambda: Response(headers={"content-type": "text/html"}),
    "cookie": lambda: Response(_page(), headers={"content-type": "text/html", "set-cookie": "id=7; Path=/"}),
}


def _packed(body: bytes) -> Response:
    return Response(body, headers={"content-type": "text/html", "content-encoding": "gzip"})


def _file(request: Request) -> Response:
    path = ARTICLES / request.path_params["name"]
    if not path.is_file():
        return Response("There is no such page.", 404)
    said = request.query_params.get("as", _TYPES.get(path.suffix, "text/plain"))
    return Response(path.read_bytes(), headers={"content-type": said} if said else None)


def _fault(request: Request) -> Response:
    return _FAULTS[request.path_params["name"]]()


def _status(request: Request) -> Response:
    after = request.query_params.get("retry_after")
    headers = {"retry-after": after} if after else None
    return Response("<html>No.</html>", request.path_params["status"], headers, "text/html")


def _redirects(request: Request) -> Response:
    left = request.path_params["left"]
    return RedirectResponse(f"../redirects/{left - 1}" if left > 1 else "/en.html", 302)


def _to(request: Request) -> Response:
    return Response(status_code=301, headers={"location": request.query_params["url"]})


class WebServer(LoopbackServer):
    """The server, and what it was asked.

    ``robots`` is the text of its robots.txt or the status that is answered instead, and may be changed.
    ``requests`` is what was asked for, in order. ``host`` is its name and port, as ``allowed_hosts`` takes
    it.
    """

    def __init__(self, robots: str | int = 404) -> None:
        self.robots = robots
        self.requests: list[Asked] = []
        app = Starlette(
            routes=[
                Route("/robots.txt", self._robots_txt),
                Route("/fault/status/{status:int}", _status),
                Route("/fault/redirects/{left:int}", _redirects),
                Route("/fault/to", _to),
                Route("/fault/{name}", _fault),
                Route("/{name:path}", _file),
            ]
        )
        app.add_middleware(_Recorder, requests=self.requests)
        super().__init__(app)

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http://{self.host}/{path}"

    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [asked.path for asked in self.requests]

    def _robots_txt(self, _: Request) -> Response:
        if isinstance(self.robots, int):
            return Response(status_code=self.robots)
        return Response(self.robots, media_type="text/plain")
