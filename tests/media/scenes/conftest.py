"""A real runner, warm for the whole session."""

from collections.abc import AsyncIterator

import pytest

from media.manim.runner import ScriptRunner


@pytest.fixture(scope="session")
async def studio() -> AsyncIterator[ScriptRunner]:
    async with ScriptRunner() as warm:
        yield warm
