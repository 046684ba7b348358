"""A process of the stack is tried again however it fails, and given up with its reason after that."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from runtime import processes
from runtime.processes import RESTARTS, ManagedProcess, ProcessFailed

RUNS = "import time; time.sleep(600)"
DIES = "raise SystemExit(3)"


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Nobody waits for the pauses, which stand here."""
    taken: list[float] = []

    async def pause(seconds: float) -> None:
        taken.append(seconds)

    monkeypatch.setattr(processes, "_pause", pause)
    return taken


def fake(folder: Path, *lives: str, ready: Callable[[int], Awaitable[bool]] | None = None) -> ManagedProcess:
    """A process that lives so the first time, then so, and the last of them from then on.

    It is ready when it says so with its process id, or as ``ready`` finds by the number of the start.
    """
    starts, said = folder / "starts", folder / "ready"
    code = f"""
import os, pathlib
starts = pathlib.Path({str(starts)!r})
number = len(starts.read_text()) if starts.exists() else 0
starts.write_text("." * (number + 1))
lives = {lives!r}
READY = lambda: pathlib.Path({str(said)!r}).write_text(str(os.getpid()))
exec(lives[min(number, len(lives) - 1)])
"""

    async def is_ready() -> bool:
        if ready:
            return starts.exists() and await ready(len(starts.read_text()))
        return said.exists() and said.read_text() == str(process.pid)

    process = ManagedProcess(
        "fake", [sys.executable, "-c", code], environment={}, ready=is_ready, log_file=folder / "fake.log"
    )
    return process


@asynccontextmanager
async def kept(process: ManagedProcess) -> AsyncIterator["asyncio.Task[None]"]:
    """The process started and kept running meanwhile."""
    try:
        await process.start()
        keeping = asyncio.create_task(process.keep_running())
        try:
            yield keeping
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)
    finally:
        await process.stop()


def starts_of(folder: Path) -> int:
    return len((folder / "starts").read_text())


async def killed(process: ManagedProcess) -> None:
    """Kill it, and wait until it has been started again; it may not be ready yet."""
    before = process.pid
    process.kill()
    while process.pid == before:
        await asyncio.sleep(0.01)


async def until_ready(folder: Path, process: ManagedProcess) -> None:
    while (folder / "ready").read_text() != str(process.pid):
        await asyncio.sleep(0.01)


async def test_a_process_that_dies_while_it_starts_is_started_again(
    tmp_path: Path, pauses: list[float]
) -> None:
    async with kept(fake(tmp_path, DIES, DIES, f"READY(); {RUNS}")):
        assert starts_of(tmp_path) == 3

    assert pauses == [0, 1]


async def test_kills_in_a_row_while_it_starts_end_nothing(tmp_path: Path, pauses: list[float]) -> None:
    ready = f"READY(); {RUNS}"
    process = fake(tmp_path, ready, RUNS, RUNS, ready)
    async with kept(process) as keeping:
        for start in (1, 2, 3):
            while starts_of(tmp_path) < start:
                await asyncio.sleep(0.01)
            await killed(process)
        await until_ready(tmp_path, process)
        assert not keeping.done()

    assert pauses == [0, 1, 2]


async def test_a_process_that_starts_slowly_is_stopped_and_given_longer_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "READY_SECONDS", 0.3)

    async def ready(start: int) -> bool:
        return start == 3

    with capture_logs() as logs:
        async with kept(fake(tmp_path, RUNS, ready=ready)):
            assert starts_of(tmp_path) == 3

    assert [entry["reason"] for entry in logs] == [
        "it was not ready after 0.3 s",
        "it was not ready after 0.6 s",
    ]


@pytest.mark.parametrize("life", [DIES, "READY(); raise SystemExit(3)"], ids=["starting", "running"])
async def test_a_process_that_keeps_dying_is_given_up_with_the_reason_in_one_line(
    tmp_path: Path, pauses: list[float], life: str
) -> None:
    process = fake(tmp_path, life)

    with pytest.raises(ProcessFailed) as failure:
        async with kept(process) as keeping:
            await keeping

    assert starts_of(tmp_path) == RESTARTS + 1
    assert pauses == [0, 1, 2, 3, 4]
    told = str(failure.value)
    assert "\n" not in told
    assert told.startswith(f"fake failed {RESTARTS + 1} times in a row; the last time it ended")
    assert "(exit code 3)" in told
    assert told.endswith(f": see {tmp_path}/fake.log")


async def test_a_failure_after_a_long_run_is_the_first_again(
    tmp_path: Path, pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "STEADY_SECONDS", 0)
    process = fake(tmp_path, f"READY(); {RUNS}")
    async with kept(process) as keeping:
        for _ in range(RESTARTS + 2):
            await killed(process)
            await until_ready(tmp_path, process)
        assert not keeping.done()

    assert set(pauses) == {0}
