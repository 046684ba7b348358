"""Folders of jobs on this machine: what a step writes lies there, and is gone when the step is over."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path


@asynccontextmanager
async def job_folder(scratch: Path, job_id: str, step: str) -> AsyncIterator[Path]:
    """An empty folder for a step. What a killed worker left in it is removed first, or with the job."""
    folder = scratch / job_id / step
    await asyncio.to_thread(_make_anew, folder)
    try:
        yield folder
    finally:
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


def _make_anew(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
