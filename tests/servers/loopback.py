"""What the servers of the tests stand on: one on loopback, in a thread of this process or as its own."""

import asyncio
import threading
from typing import Any, Self

import uvicorn
from starlette.types import ASGIApp

from tests.ports import listener


class LoopbackServer:
    """Serves an application on a port of loopback (0: a free one) while it is entered."""

    def __init__(self, app: ASGIApp, port: int = 0, **options: Any) -> None:
        config = uvicorn.Config(app, "127.0.0.1", port, log_level="critical", lifespan="off", **options)
        self._server = uvicorn.Server(config)
        # The socket listens already, so a client that is faster than the thread waits in its queue.
        self._socket = listener(port)
        self._thread = threading.Thread(target=self.run, daemon=True)
        self.port: int = self._socket.getsockname()[1]
        self.host: str = f"127.0.0.1:{self.port}"

    def run(self) -> None:
        """Serve until told to stop."""
        asyncio.run(self._server.serve(sockets=[self._socket]))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join()
        self._socket.close()
