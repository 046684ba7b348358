"""Ports for servers that tests start by themselves, and may start again on the same port."""

import socket
from itertools import islice
from pathlib import Path
from typing import Final

_LOWEST: Final = 15_000
_QUEUE: Final = 2048
"""Connections that may wait to be taken, as many as Uvicorn lets wait."""
_held: Final[dict[int, socket.socket]] = {}


def free_ports(count: int) -> list[int]:
    """Ports of loopback that nothing listens on, and that no other tests are given until this process ends.

    They lie below those that the kernel gives out by itself, so nobody takes one while its server is away.
    """
    kernels_own = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    return list(islice(filter(_hold, range(_LOWEST, kernels_own)), count))


def listener(port: int = 0) -> socket.socket:
    """A socket that listens on a port of loopback (0: a free one), for a server in this process.

    Its protocol is named, as asyncio turns Nagle's algorithm off only then; with it, each answer that is
    written in two parts waits 40 ms for the client's acknowledgement of the first.
    """
    listening = socket.socket(proto=socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", port))
    listening.listen(_QUEUE)
    return listening


def _hold(port: int) -> bool:
    """Take a name that stands for the port; the kernel gives it back when this process has ended."""
    name = socket.socket(socket.AF_UNIX)
    try:
        name.bind(f"\0reelwork-port-{port}")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
    except OSError:
        name.close()
        return False
    _held[port] = name
    return True
