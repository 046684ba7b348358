"""What a connection may cost before there is a request: bytes of headers, time to send it, how many.

Uvicorn has two parsers. It can bound the headers that h11 takes, but h11 is written in Python: each request
takes 0.13 ms longer, two fifths of what ``/healthz`` takes. httptools, which we keep, has no bound; and with
neither is there one for the time that a request takes to arrive, or for the connections of one address. So
its protocol is extended here, at the places where bytes come in, which costs less than can be measured. What
has arrived is not watched any more: a stream, a socket and a long download may take as long as they like.
"""

import asyncio
import json
from collections import Counter
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import Any, ClassVar, Final

import structlog
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

log = structlog.get_logger(__name__)

MAX_HEAD: Final = 64 * 1024
"""Bytes of a request's line and headers in all, and of what frames its body."""
CHUNK_FRAME: Final = 16
"""Bytes that a chunk of a body may have around it."""
USUAL_CONNECTIONS: Final = 256
"""Of one address of the internet at a time. A browser has six, and one more for each socket."""
IPV6_SITE: Final = 64
"""Bits that name a site: the rest of an IPv6 address its owner may choose anew for every connection."""


@dataclass(frozen=True)
class ConnectionLimits:
    """``request_seconds`` is how long a request may take to arrive, from the first byte to the last.

    ``an_address`` bounds the connections of every address, 0 those of none. None bounds those of addresses of
    the internet: all that comes from the own network may come through one proxy.
    """

    request_seconds: float
    an_address: int | None


class Addresses:
    """The connections of each address, as long as they are there."""

    def __init__(self, limit: int | None) -> None:
        self._limit = limit
        self._open: Counter[str] = Counter()

    def enter(self, address: str) -> bool:
        """Count one more, unless there are too many."""
        name, limit = self._judge(address)
        if limit and self._open[name] >= limit:
            return False
        self._open[name] += 1
        return True

    def leave(self, address: str) -> None:
        """One that was counted has ended."""
        name, _ = self._judge(address)
        self._open[name] -= 1
        if not self._open[name]:
            del self._open[name]

    def _judge(self, address: str) -> tuple[str, int]:
        ip = ip_address(address)
        if isinstance(ip, IPv6Address):
            ip = ip.ipv4_mapped or ip
        usual = USUAL_CONNECTIONS if ip.is_global else 0
        limit = usual if self._limit is None else self._limit
        if isinstance(ip, IPv6Address):
            return f"{int(ip) >> (128 - IPV6_SITE):x}", limit
        return str(ip), limit


class TooLargeError(Exception):
    """The request's headers are larger than allowed."""


class LimitedRequests(HttpToolsProtocol):
    """A connection of HTTP: 431 for too many headers, 408 for a request that comes too slowly."""

    limits: ClassVar[ConnectionLimits]
    addresses: ClassVar[Addresses]

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._room = MAX_HEAD
        self._deadline: asyncio.TimerHandle | None = None
        self._counted = False
        self._upgraded = False

    # --- the connection -----------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as Uvicorn has it
        """Take it, unless its address has too many."""
        super().connection_made(transport)
        if self.client and not self.addresses.enter(self.client[0]):
            self._refuse(429, "There are too many connections from this address.")
            return
        self._counted = self.client is not None
        self._expect_request()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        self._expect_nothing()
        if self._counted and self.client:
            self.addresses.leave(self.client[0])
        super().connection_lost(exc)

    def handle_websocket_upgrade(self) -> None:
        """Hand it over to ``LimitedSocket``, which is told of its end from now on."""
        self._expect_nothing()
        self._upgraded = True
        super().handle_websocket_upgrade()

    # --- the bytes of a request ---------------------------------------------------------------------------

    def data_received(self, data: bytes) -> None:
        """Count what is no body, and see whether the request has arrived."""
        self._room -= len(data)
        super().data_received(data)
        if self._upgraded or self.transport.is_closing():
            return
        if self._room < 0:
            self._refuse(431, _TOO_LARGE)
        elif self.cycle is None or self.cycle.response_complete or self.cycle.more_body:
            self._expect_request()
        else:
            self._expect_nothing()

    def on_headers_complete(self) -> None:
        """Refuse those that are too large although they came all at once."""
        if self._room < 0:  # else fewer bytes than that have come in all
            size = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
            if size > MAX_HEAD:
                raise TooLargeError
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """A body has a limit of its own (``api/limits.py``), so only what frames it counts here."""
        self._room = min(MAX_HEAD, self._room + len(body) + CHUNK_FRAME)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The next request may be as large."""
        self._room = MAX_HEAD
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Answer a request that can't be read; whether it is too large the parser can't say."""
        if self._room < 0:
            self._refuse(431, _TOO_LARGE)
        else:
            super().send_400_response(msg)

    # --- the time that it takes ---------------------------------------------------------------------------

    def _expect_request(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(self.limits.request_seconds, self._came_too_late)

    def _expect_nothing(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _came_too_late(self) -> None:
        if self._room == MAX_HEAD and self.cycle is None:
            self.transport.close()  # nothing was asked: browsers connect in advance
        else:
            self._refuse(408, f"The request did not arrive within {self.limits.request_seconds:g} s.")

    def _refuse(self, status: int, detail: str) -> None:
        """Answer in place of the application, unless it has begun to, and close."""
        log.debug("A connection is refused", status=status, client=self.client)
        cycle = self.cycle
        answering = cycle is not None and not cycle.response_complete
        if not answering or (cycle.more_body and not cycle.response_started and not self.pipeline):
            body = json.dumps({"detail": detail}).encode()
            head = b"content-type: application/json\r\ncontent-length: %d\r\nconnection: close\r\n\r\n"
            self.transport.write(STATUS_LINE[status] + head % len(body) + body)
        self.transport.close()


_TOO_LARGE: Final = f"The request's headers are larger than {MAX_HEAD // 1024} KiB."


class LimitedSocket(WebSocketsSansIOProtocol):
    """A WebSocket: it counts as long as it is open, and may stay."""

    addresses: ClassVar[Addresses]

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        if self.client:
            self.addresses.leave(self.client[0])
        super().connection_lost(exc)


def protocols(limits: ConnectionLimits) -> tuple[type[asyncio.Protocol], type[asyncio.Protocol]]:
    """For Uvicorn's ``http`` and ``ws``: connections within the limits, counted together."""
    shared = {"limits": limits, "addresses": Addresses(limits.an_address)}
    return type("Requests", (LimitedRequests,), shared), type("Socket", (LimitedSocket,), shared)
