"""Folders of jobs on this machine: what a step writes lies there, and is gone when the step is over."""

import asyncio
import errno
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile, gettempdir, mkdtemp
from typing import Final, NewType

from contracts.errors import ServiceUnavailable
from contracts.phrases import phrase

Scratch = NewType("Scratch", Path)
"""The folder on this machine where each job gets one of its own."""

_ROOM: Final = 1 << 20
"""Bytes that must have room: no step leaves less."""
_FULL: Final = phrase("The worker's disk is full.")
_FAULTS: Final = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: phrase("The worker's disk can only be read, not written to."),
    errno.EIO: phrase("The worker's disk fails."),
}


@asynccontextmanager
async def with_room(place: Path) -> AsyncIterator[None]:
    """Around what writes below a place: while its disk is the reason, nothing else is blamed.

    A script, a program or a decoder that has no room fails in its own words, which tell nothing of that.
    Raises ServiceUnavailable.
    """
    await check_room(place)
    try:
        yield
    except Exception:
        await check_room(place)
        raise


async def check_room(place: Path) -> None:
    """Raise ServiceUnavailable if nothing more can be written there."""
    await asyncio.to_thread(_write, place)


def _write(place: Path) -> None:
    try:
        place.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=place) as file:
            file.write(bytes(_ROOM))
    except OSError as error:
        if error.errno not in _FAULTS:
            raise
        raise ServiceUnavailable("{fault} It is tried again.", fault=_FAULTS[error.errno]) from error


@asynccontextmanager
async def job_folder(scratch: Path, job_id: str, step: str) -> AsyncIterator[Path]:
    """An empty folder for one attempt of a step; the job's own goes with the last of them.

    Each attempt has its own, because one that was given up may still run beside the next. What a killed
    worker left goes when a worker of this machine looks for it. Raises ServiceUnavailable if the disk has no
    room for what is done there.
    """
    async with with_room(scratch):
        folder = await asyncio.to_thread(_make, scratch / job_id, step)
        try:
            yield folder
        except Exception:
            await check_room(scratch)  # while what it has written is still there
            raise
        finally:
            await leave(folder)


@asynccontextmanager
async def temporary_folder() -> AsyncIterator[Path]:
    """An empty folder among the system's temporary ones, gone with what was done there; raises the same."""
    place = Path(gettempdir())
    async with with_room(place):
        with TemporaryDirectory() as name:
            try:
                yield Path(name)
            except Exception:
                await check_room(place)
                raise


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
