"""What it costs to ask who comes: a status read with keys against one without, in turns."""

import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.figures import Figure, median
from contracts.animation import ANIMATION_FULL
from runtime.settings import AuthMode, Settings
from store.migrate import migrate
from tests.api.belongings import belongings, key_of
from tests.api.serving import Serving, serve

READS: Final = 1_000


@asynccontextmanager
async def both() -> AsyncIterator[tuple[Serving, Serving]]:
    """Two APIs on one ledger, in this process: one that asks nobody, one that asks for keys."""
    home = Path(tempfile.mkdtemp(prefix="reelwork-bench-"))
    await migrate(f"sqlite:///{home}/ledger.db")
    usual = Settings(_env_file=None, home=home, temporal_port=1)
    keys = usual.model_copy(update={"auth": AuthMode.KEYS})
    async with serve(usual) as open_to_all, serve(keys) as guarded:
        yield open_to_all, guarded
    shutil.rmtree(home)


async def measure(started: tuple[Serving, Serving]) -> AsyncIterator[Figure]:
    """The two are read in turns, so that both meet the same machine."""
    open_to_all, guarded = started
    header = await key_of(guarded.services, "ann")
    job_id = (await belongings(guarded.services, "ann")).jobs[ANIMATION_FULL]
    path = f"/api/job/{job_id}/status"
    without: list[_Cost] = []
    with_keys: list[_Cost] = []
    for _ in range(READS):
        without.append(await _read(open_to_all, path, {}))
        with_keys.append(await _read(guarded, path, header))
    what = "status of an ended job, in turns"
    waited = [1000 * median([cost.seconds for cost in costs]) for costs in (without, with_keys)]
    worked = [1000 * median([cost.processor for cost in costs]) for costs in (without, with_keys)]
    yield Figure(f"{what}, without authentication: median", waited[0], "ms")
    yield Figure(f"{what}, with keys: median", waited[1], "ms")
    yield Figure(f"{what}: with keys in terms of without", waited[1] / waited[0], "")
    yield Figure(f"{what}, API and client, without: processor time", worked[0], "ms")
    yield Figure(
        f"{what}, API and client: processor time that keys add", worked[1] - worked[0], "ms", at_most=1
    )


@dataclass(frozen=True)
class _Cost:
    """Of a read: ``processor`` is the time of all threads of this process, which runs both sides of it."""

    seconds: float
    processor: float


async def _read(api: Serving, path: str, headers: Mapping[str, str]) -> _Cost:
    begin, worked = time.perf_counter(), time.process_time()
    response = await api.client.get(path, headers=headers)
    cost = _Cost(time.perf_counter() - begin, time.process_time() - worked)
    response.raise_for_status()
    return cost
