"""Where people reach the API, which only the operator knows: a proxy may serve it below a path.

Within the application addresses are paths from its own root; the proxy takes its path away. On the way out a
page's addresses and redirects get the path again, and files in answers get the whole address once it is set.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from pydantic import JsonValue
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from contracts.jobs import JobSnapshot

PATHS: Final = "_path"
"""How the names of a result's files end."""


@dataclass(frozen=True)
class PublicAddress:
    """``url`` is the address, without a slash at its end; empty where nobody has set one.

    ``signed`` makes the query that opens the file under a key, where who asks for it has to be known.
    """

    url: str
    signed: Callable[[str], str] | None = None

    @property
    def root(self) -> str:
        """The path that we are served below, without a slash at its end; empty: none."""
        return urlsplit(self.url).path

    @property
    def cookies(self) -> str:
        """The path that cookies are for."""
        return self.root or "/"

    def whole(self, path: str) -> str:
        """The address of a file for whoever reads an answer: another origin's page, another machine."""
        opened = self.opened(path)
        return f"{self.url}/{opened.lstrip('/')}" if self.url and path else opened

    def opened(self, path: str) -> str:
        """A file's path, with what opens it to who can send nothing but the address: a player, a link."""
        return f"{path}?{self.signed(path.lstrip('/'))}" if self.signed and path else path

    def outward(self, snapshot: JobSnapshot) -> JobSnapshot:
        """The job as clients are told of it: with whole addresses of the files in its result."""
        if snapshot.result is None or not (self.url or self.signed):
            return snapshot
        return snapshot.model_copy(update={"result": self._with_addresses(snapshot.result)})

    def _with_addresses(self, result: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
        return {
            name: self.whole(value) if name.endswith(PATHS) and isinstance(value, str) else value
            for name, value in result.items()
        }


class OutwardRedirects:
    """Lets redirects lead to where the browser is: below the proxy's path, on the host that it knows."""

    def __init__(self, app: ASGIApp, address: PublicAddress) -> None:
        self._app = app
        self._address = address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at each answer's Location."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        host = Headers(scope=scope).get("Host", "")

        async def redirected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if "Location" in headers:
                    headers["Location"] = self._outward(headers["Location"], host)
            await send(message)

        await self._app(scope, receive, redirected)

    def _outward(self, location: str, host: str) -> str:
        if self._address.url and location.startswith(self._address.url):
            return location
        for scheme in ("http", "https"):
            # Starlette takes a slash at a path's end away by a redirect to the host that was sent.
            location = location.removeprefix(f"{scheme}://{host}") if host else location
        return f"{self._address.root}{location}" if location.startswith("/") else location
