"""What tests of fetching share: the loopback web, and an internet of our own."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.servers.web_server import WebServer
from tests.web.internet import Internet
from web.fetch import Fetcher


@pytest.fixture(scope="session")
def site() -> Iterator[WebServer]:
    with WebServer() as server:
        yield server


@pytest.fixture
def web(site: WebServer) -> WebServer:
    """The server as if it had just been started."""
    site.requests.clear()
    site.robots = 404
    return site


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    """Allowed to fetch from loopback."""
    async with Fetcher(allowed_hosts=["127.0.0.1"]) as opened:
        yield opened


@pytest.fixture(scope="session")
async def stranger() -> AsyncIterator[Fetcher]:
    """Allowed nothing in particular, as in production."""
    async with Fetcher() as opened:
        yield opened


@pytest.fixture
def internet(monkeypatch: pytest.MonkeyPatch) -> Internet:
    made = Internet()
    made.install(monkeypatch)
    return made
