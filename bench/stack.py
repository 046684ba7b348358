"""The embedded stack in a folder of its own: real processes, on free ports of loopback."""

import asyncio
import json
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Final

import httpx

from contracts.kinds import POOLS
from runtime.processes import ManagedProcess
from runtime.settings import Settings, Synchronous
from runtime.stack import ROOT, Stack
from tests.ports import free_ports

CLIENTS: Final = 100
JOB: Final = "/api/job/animation/full"
# A virtual environment that must not write bytecode would compile the workflows again for every job.
_ENVIRONMENT: Final = {"PYTHONDONTWRITEBYTECODE": ""}
ANY_NUMBER: Final = {"REELWORK_PLACES": json.dumps(dict.fromkeys(POOLS))}
"""A place for every job at once: what the core costs is measured, not how many jobs the cores can do."""


@asynccontextmanager
async def stack(environment: Mapping[str, str] = _ENVIRONMENT) -> AsyncIterator[Stack]:
    """Temporal, the API and the real worker."""
    with _home() as home:
        settings = _settings(home)
        async with Stack(settings, log_files=True, environment={**_ENVIRONMENT, **environment}) as started:
            yield started


@asynccontextmanager
async def stack_of_empty_jobs(
    synchronous: Synchronous = Synchronous.NORMAL, environment: Mapping[str, str] = ANY_NUMBER
) -> AsyncIterator[Stack]:
    """Temporal, the API, and the worker whose jobs only wait."""
    with _home() as home:
        settings = _settings(home).model_copy(update={"temporal_synchronous": synchronous})
        prepared = Stack(settings, log_files=True, environment={**_ENVIRONMENT, **environment})
        prepared.worker = helper_process("bench.worker", prepared.settings, environment)
        async with prepared as started:
            try:
                yield started
            finally:
                started.worker.kill()  # asked to end, it would wait for the steps that still run


@asynccontextmanager
async def stack_with_places() -> AsyncIterator[Stack]:
    """The same with as many places as there are by default."""
    async with stack_of_empty_jobs(environment={}) as started:
        yield started


@asynccontextmanager
async def client(started: Stack) -> AsyncIterator[httpx.AsyncClient]:
    """As many connections as a benchmark has clients, each kept alive."""
    limits = httpx.Limits(max_connections=2 * CLIENTS, max_keepalive_connections=2 * CLIENTS)
    async with httpx.AsyncClient(base_url=started.address, timeout=60, limits=limits) as opened:
        yield opened


async def create(opened: httpx.AsyncClient, seconds_a_step: float) -> str:
    """Create a job of empty steps over HTTP; its id."""
    response = await opened.post(JOB, json=order(seconds_a_step))
    response.raise_for_status()
    return str(response.json()["job_id"])


def order(seconds_a_step: float) -> dict[str, str]:
    """The request for a job of empty steps."""
    return {"content": str(seconds_a_step)}


@contextmanager
def _home() -> Iterator[Path]:
    """A folder that goes when all went well; otherwise it stays for its logs."""
    folder = Path(tempfile.mkdtemp(prefix="reelwork-bench-"))
    yield folder
    shutil.rmtree(folder)


def _settings(home: Path) -> Settings:
    api, temporal, ui = free_ports(3)
    return Settings(home=home, api_port=api, temporal_port=temporal, temporal_ui_port=ui)


def helper_process(
    module: str, settings: Settings, environment: Mapping[str, str] = _ENVIRONMENT
) -> ManagedProcess:
    """A module of ours beside a stack, which writes the file that it is given when it is ready."""
    ready = settings.home / f"{module}.ready"

    async def is_ready() -> bool:
        return await asyncio.to_thread(ready.exists)

    return ManagedProcess(
        module,
        [sys.executable, "-m", module, str(ready)],
        environment={
            **os.environ,
            **_ENVIRONMENT,
            **environment,
            "PYTHONPATH": str(ROOT),
            "REELWORK_HOME": str(settings.home),
            "REELWORK_TEMPORAL_PORT": str(settings.temporal_port),
        },
        ready=is_ready,
        log_file=settings.home / "logs" / f"{module}.log",
    )
