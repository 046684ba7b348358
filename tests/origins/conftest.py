"""The API without workers, for pages of other origins."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from temporalio.client import Client

from tests.api.serving import Serving, new_home, serve, settings_for

ALLOWED = "https://app.example"


@pytest.fixture(scope="package")
async def home(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Path:
    """A home folder with an empty ledger."""
    return new_home(tmp_path_factory.mktemp("home"), migrated)


@pytest.fixture(scope="package")
async def api(temporal: Client, home: Path) -> AsyncIterator[Serving]:
    """An API that one origin is allowed to use."""
    async with serve(settings_for(home, temporal, allowed_origins=f"{ALLOWED}, http://box:3000")) as serving:
        yield serving
