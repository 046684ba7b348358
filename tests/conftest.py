"""What many tests need: the real Temporal server, a ledger."""

import os
import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from temporalio.client import Client
from temporalio.common import SearchAttributeKey
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment

from contracts.names import SEARCH_ATTRIBUTES
from runtime.stack import TEMPORAL_TUNING
from store import engines
from store.ledger import Ledger
from store.migrate import migrate
from tests.ports import free_ports

if TYPE_CHECKING:
    from media.speech.kokoro.provider import KokoroProvider

# A worker, an API and a job's workflow import in half the time what is compiled already.
sys.dont_write_bytecode = False
os.environ["PYTHONDONTWRITEBYTECODE"] = ""

engines.SYNCHRONOUS = "OFF"  # type: ignore[misc] # the tests pull no plugs

settings.register_profile("usual", deadline=None)  # the clock on the wall tells nothing of one among several
settings.register_profile("long", settings.get_profile("usual"), max_examples=60_000)
"""For a night: ``--hypothesis-profile=long --timeout=0``."""
settings.load_profile("usual")


def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: much of a test is waiting for a server, a timer or a disk."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what starts servers or speaks, and begin with the whole stack, which takes longest.

    Of several processes (xdist) one is long with the stack, and the others do the rest meanwhile.
    """
    items.sort(key=lambda item: item.path.parent.name != "stack")
    for item in items:
        if isinstance(item, pytest.Function) and _is_slow(item):
            item.add_marker(pytest.mark.slow)


def _is_slow(test: pytest.Function) -> bool:
    parameters = test.callspec.params.values() if hasattr(test, "callspec") else ()
    return (
        test.path.parent.name == "stack"
        or not {"temporal", "narrated"}.isdisjoint(test.fixturenames)
        or "postgresql" in parameters
    )


@pytest.fixture(scope="session")
async def temporal() -> AsyncIterator[Client]:
    """A client of a real Temporal server, started for the session with the embedded server's settings."""
    arguments = []
    for name, value in TEMPORAL_TUNING.items():
        arguments += ["--dynamic-config-value", f"{name}={str(value).lower()}"]
    (port,) = free_ports(1)
    async with await WorkflowEnvironment.start_local(
        port=port,
        data_converter=pydantic_data_converter,
        dev_server_existing_path=str(Path(sys.executable).with_name("temporal")),
        dev_server_extra_args=arguments,
        dev_server_log_level="error",
        search_attributes=[SearchAttributeKey.for_keyword(name) for name in SEARCH_ATTRIBUTES],
    ) as environment:
        yield environment.client


@pytest.fixture(scope="session")
def kokoro() -> "KokoroProvider":
    """The embedded voice; it loads its model and dictionaries when it first speaks, once for all tests."""
    from media.speech.kokoro.provider import KokoroProvider  # noqa: PLC0415 - it takes a second

    return KokoroProvider(Path(sys.prefix) / "share" / "reelwork" / "kokoro-voices")


@pytest.fixture(scope="session")
async def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger to copy: migrating takes longer than a test."""
    path = tmp_path_factory.mktemp("ledger") / "ledger.db"
    await migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
async def ledger(migrated: Path, tmp_path: Path) -> AsyncIterator[Ledger]:
    """A ledger of its own for a test."""
    path = tmp_path / "ledger.db"
    shutil.copy(migrated, path)
    async with Ledger(f"sqlite:///{path}") as opened:
        yield opened
