"""An origin of its own on loopback: one page, at every address."""

from starlette.responses import HTMLResponse

from tests.servers.loopback import LoopbackServer


class StaticServer(LoopbackServer):
    """Serves one HTML page. ``http://localhost:{port}`` is its origin, or any name that leads here."""

    def __init__(self, page: str) -> None:
        super().__init__(HTMLResponse(page))
