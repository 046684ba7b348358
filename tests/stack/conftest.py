"""The whole stack with real processes, for the tests of this folder."""

from collections.abc import AsyncIterator

import httpx
import pytest

from runtime.settings import Settings
from runtime.stack import Stack
from tests.ports import free_ports


@pytest.fixture(scope="package")
async def stack(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stack]:
    """The stack, which may fetch from loopback, whatever the port."""
    api, temporal, ui = free_ports(3)
    settings = Settings(
        home=tmp_path_factory.mktemp("home"), api_port=api, temporal_port=temporal, temporal_ui_port=ui
    )
    environment = {
        "REELWORK_MAINTENANCE_SECONDS": "1",
        "REELWORK_FETCH_ALLOWED_HOSTS": "127.0.0.1",
    }
    async with Stack(settings, log_files=True, environment=environment) as started:
        yield started


@pytest.fixture
async def client(stack: Stack) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=stack.address, timeout=30) as opened:
        yield opened
