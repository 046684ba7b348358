"""The real runner, warm for the whole session, and scripts to run."""

from collections.abc import AsyncIterator

import pytest

from media.manim.runner import ScriptRunner


@pytest.fixture(scope="session")
async def runner() -> AsyncIterator[ScriptRunner]:
    async with ScriptRunner() as warm:
        yield warm
