"""Real runners, warm for the whole session, on this machine and on ones that offer less."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from media.manim import warm
from media.manim.runner import PREFLIGHT, RENDER, ScriptRunner
from media.sandbox.limits import Limits
from tests.machines import Machine


@asynccontextmanager
async def runner_on(
    machine: Machine, *, preflight: Limits = PREFLIGHT, render: Limits = RENDER, unconfined: bool = False
) -> AsyncIterator[ScriptRunner]:
    """A runner whose scripts live on such a machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(warm, "COMMAND", (sys.executable, "-m", "tests.machines", machine.value, *warm.COMMAND))
        async with ScriptRunner(preflight=preflight, render=render, unconfined=unconfined) as runner:
            patch.undo()
            yield runner


@pytest.fixture(scope="session")
async def runner() -> AsyncIterator[ScriptRunner]:
    async with ScriptRunner() as warm:
        yield warm


@pytest.fixture(scope="session")
async def open_runner() -> AsyncIterator[ScriptRunner]:
    """Without walls: what a script may then do is ended by the keeper all the same."""
    async with runner_on(Machine.NO_WALLS, unconfined=True) as warm:
        yield warm
