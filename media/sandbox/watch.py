"""What the kernel does not bound for a run's processes together: their keeper looks, ten times a second."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from media.sandbox.limits import Limits, Share

PERIOD_MS: Final = 100
_PAGE_BYTES: Final = os.sysconf("SC_PAGE_SIZE")


def overdrawn(folder: Path, limits: Limits) -> Share | None:
    """The share that all that this process started has overdrawn, if any."""
    tasks = memory = written = 0
    for process in _descendants(Path(f"/proc/{os.getpid()}")):
        with suppress(OSError, IndexError):  # it ends just now
            tasks += sum(1 for _ in (process / "task").iterdir())
            memory += int((process / "statm").read_text().split()[1]) * _PAGE_BYTES
            written += _written(process)
    if tasks > limits.tasks:
        return Share.TASKS
    if memory > limits.memory_bytes:
        return Share.MEMORY
    if written > limits.written_bytes:
        return Share.WRITTEN
    return _in_folder(folder, limits)


def _descendants(process: Path) -> Iterator[Path]:
    """The folders in ``/proc`` of all that a process, in whichever of its threads, has started."""
    children: list[str] = []
    with suppress(OSError):
        for task in (process / "task").iterdir():
            children += (task / "children").read_text().split()
    for child in children:
        folder = process.parent / child
        yield folder
        yield from _descendants(folder)


def _written(process: Path) -> int:
    """All bytes that a process wrote, to whatever, and those of its children that have ended."""
    lines = (process / "io").read_text().splitlines()
    return int(dict(line.split(": ") for line in lines)["wchar"])


def _in_folder(folder: Path, limits: Limits) -> Share | None:
    """The share of files or of depth, if a folder has more; looks no further then."""
    count = 0
    left = [(str(folder), 0)]
    while left:
        place, depth = left.pop()
        if depth > limits.depth:
            return Share.DEPTH
        with suppress(OSError), os.scandir(place) as entries:
            for entry in entries:
                count += 1
                if count > limits.files:
                    return Share.FILES
                if entry.is_dir(follow_symlinks=False):
                    left.append((entry.path, depth + 1))
    return None
