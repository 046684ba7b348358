"""The API beside a stage for its workflows, once a module: to start them takes longer than most tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from temporalio.client import Client

from contracts.animation import Animation
from store.ledger import Ledger
from tests.api.serving import Serving, new_home, published, serve, settings_for
from tests.workflows.stage import Stage, cancel_open, set_up


@pytest.fixture(scope="module")
async def home(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Path:
    """A home folder with an empty ledger."""
    return new_home(tmp_path_factory.mktemp("home"), migrated)


@pytest.fixture(scope="module")
async def module_stage(temporal: Client, home: Path) -> AsyncIterator[Stage]:
    """Workers whose steps act as told, on the API's ledger."""
    async with (
        Ledger(f"sqlite:///{home}/ledger.db") as ledger,
        set_up(temporal, ledger, home / "scratch") as made,
    ):
        yield made


@pytest.fixture
async def stage(module_stage: Stage) -> AsyncIterator[Stage]:
    """The stage, with steps that answer at once until they are told otherwise; no job outlives its test."""
    yield module_stage
    await cancel_open(module_stage.jobs)
    module_stage.acts.clear()
    module_stage.calls.clear()
    module_stage.stopped.clear()


@pytest.fixture(scope="module")
async def api(temporal: Client, home: Path) -> AsyncIterator[Serving]:
    """The API on a port of its own."""
    async with serve(settings_for(home, temporal)) as serving:
        yield serving


@pytest.fixture(scope="module")
async def prior(module_stage: Stage) -> Animation:
    """An animation that can be edited."""
    return await published(module_stage.ledger)
