"""Some hundred requests of two owners, mixed at random: ``python -m bench owners`` sends 100,000."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from temporalio.client import Client

from runtime.settings import AuthMode
from tests.api.serving import Serving, serve, settings_for
from tests.api.two_owners import mix

REQUESTS = 300


@pytest.fixture
async def guarded(temporal: Client, home: Path) -> AsyncIterator[Serving]:
    """An API that asks for keys, beside the stage's workers."""
    unlimited = {"creations_a_minute": 0, "open_jobs": 0}
    async with serve(settings_for(home, temporal, auth=AuthMode.KEYS, **unlimited)) as serving:
        yield serving


@pytest.mark.usefixtures("stage")
async def test_no_answer_tells_of_what_is_somebody_else_s(guarded: Serving) -> None:
    statuses = await mix(guarded.client, guarded.services, REQUESTS, seed=13)
    assert set(statuses) == {200, 403, 404}
    assert min(statuses.values()) > 20
