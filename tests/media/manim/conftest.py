"""Real runners, warm for the whole session, on this machine and on ones that offer less."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from media.manim.limits import ScriptLimits
from media.manim.runner import ScriptRunner
from tests.machines import Machine


@asynccontextmanager
async def runner_on(machine: Machine, *, unconfined: bool = False) -> AsyncIterator[ScriptRunner]:
    """A runner whose scripts live on such a machine."""
    runner = ScriptRunner(unconfined=unconfined)
    parent = runner._warm
    parent.command = (sys.executable, "-m", "tests.machines", machine.value, *parent.command)
    async with runner:
        yield runner


def with_limits(runner: ScriptRunner, limits: ScriptLimits) -> ScriptRunner:
    """The same warm parent under other limits."""
    other = ScriptRunner(preflight=limits, unconfined=runner._unconfined)
    other._warm = runner._warm
    return other


@pytest.fixture(scope="session")
async def runner() -> AsyncIterator[ScriptRunner]:
    async with ScriptRunner() as warm:
        yield warm


@pytest.fixture(scope="session")
async def open_runner() -> AsyncIterator[ScriptRunner]:
    """Without walls: what a script may then do is ended by the keeper all the same."""
    async with runner_on(Machine.NO_WALLS, unconfined=True) as warm:
        yield warm
