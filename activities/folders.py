"""Folders of jobs on this machine: what a step writes lies there, and is gone when the step is over."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import NewType

Scratch = NewType("Scratch", Path)
"""The folder on this machine where each job gets one of its own."""


@asynccontextmanager
async def job_folder(scratch: Path, job_id: str, step: str) -> AsyncIterator[Path]:
    """An empty folder for one attempt of a step; the job's own goes with the last of them.

    Each attempt has its own, because one that was given up may still run beside the next. What a killed
    worker left goes when a worker of this machine looks for it.
    """
    folder = await asyncio.to_thread(_make, scratch / job_id, step)
    try:
        yield folder
    finally:
        await leave(folder)


async def leave(folder: Path) -> None:
    """Remove a step's folder, and with the last of them the job's own.

    The clean-up after the job may well run on another machine, and remove only what lies there.
    """
    await remove(folder)
    with suppress(OSError):  # another step is in it
        folder.parent.rmdir()


async def remove(folder: Path) -> None:
    """Remove a folder, if it is there, and all in it.

    By ``rm``, since a hostile script can nest folders deeper than Python's own ``rmtree`` can follow.
    """
    if not await asyncio.to_thread(folder.exists):  # most jobs leave none: a process for each would cost
        return
    process = await asyncio.create_subprocess_exec("rm", "-rf", "--", str(folder))
    await process.wait()


def _make(parent: Path, step: str) -> Path:
    while True:
        parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # another step of the job found it empty, and removed it
            return Path(mkdtemp(prefix=f"{step}-", dir=parent))
