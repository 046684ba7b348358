"""A server that is stopped: what still runs by then is told to come again, in its contract's own body."""

import asyncio
from pathlib import Path
from typing import NoReturn

import httpx
import pytest

from runtime.settings import Settings
from tests.api.serving import serve
from tests.api.test_faults import Check, page, plain, spoken

ORIGIN = "https://app.example"
WHY = "This server is being stopped. Please try again."


@pytest.mark.parametrize(
    ("path", "check"),
    [("/api/job/a/status", plain), ("/api/v1/jobs/a", spoken), ("/api/jobs/a", plain), ("/jobs/a", page)],
)
async def test_what_is_cut_short_is_told_so(home: Path, path: str, check: Check) -> None:
    begun = asyncio.Event()

    async def never_answers(_: str) -> NoReturn:
        begun.set()
        await asyncio.Event().wait()
        raise AssertionError

    settings = Settings(_env_file=None, home=home, temporal_port=1, allowed_origins=ORIGIN)
    async with serve(settings) as api:
        api.services.ledger.get = never_answers  # type: ignore[assignment, method-assign]
        api.server.config.timeout_graceful_shutdown = 0
        asking = asyncio.create_task(api.client.get(path, headers={"Origin": ORIGIN}))
        await begun.wait()
        api.server.should_exit = True
        response: httpx.Response = await asking

    assert response.status_code == 503
    assert int(response.headers["retry-after"]) > 0
    assert response.headers["access-control-allow-origin"] == ORIGIN
    check(response, WHY)
