"""An internet of our own: names and addresses as a test says, and all connections go to one loopback server.

It stands in for the resolver of the operating system and for the opening of a socket; all that is between
them is the real thing.
"""

import socket
from dataclasses import dataclass, field
from typing import Any

import anyio
import pytest
from anyio.abc import SocketStream

_REAL_LOOKUP = socket.getaddrinfo
_REAL_CONNECT = anyio.connect_tcp

PUBLIC = "93.184.216.34"


@dataclass
class Internet:
    """``names``: what each lookup of a name answers, one after the other; the last answer stays.

    ``port`` is the loopback server's; without one nothing can be reached, and neither can what is in
    ``down``.
    """

    names: dict[str, list[list[str]]] = field(default_factory=dict)
    port: int | None = None
    down: set[str] = field(default_factory=set)
    lookups: list[str] = field(default_factory=list)
    connections: list[tuple[str, int]] = field(default_factory=list)

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Take the place of the resolver and the sockets."""
        monkeypatch.setattr(socket, "getaddrinfo", self._lookup)
        monkeypatch.setattr(anyio, "connect_tcp", self._connect)

    def _lookup(self, host: str, port: int, *how: int) -> Any:
        answers = self.names.get(host)
        if answers is None:
            # Numbers in any notation are read as the system reads them; no name leaves this machine.
            family, kind, protocol, flags = how
            return _REAL_LOOKUP(host, port, family, kind, protocol, flags | socket.AI_NUMERICHOST)
        self.lookups.append(host)
        addresses = answers.pop(0) if len(answers) > 1 else answers[0]
        return [found for address in addresses for found in _REAL_LOOKUP(address, port, *how)]

    async def _connect(self, remote_host: str, remote_port: int, **_: Any) -> SocketStream:
        self.connections.append((remote_host, remote_port))
        if self.port is None or remote_host in self.down:
            raise ConnectionRefusedError("Nobody listens there.")
        return await _REAL_CONNECT("127.0.0.1", self.port)
