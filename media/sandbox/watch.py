"""What the kernel does not bound for a process and all it starts together: looked at, ten times a second."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from media.sandbox.limits import Limits, Share

PERIOD_MS: Final = 100
_PAGE_BYTES: Final = os.sysconf("SC_PAGE_SIZE")


def overdrawn(pid: int, folder: Path, limits: Limits) -> Share | None:
    """The share that the process and its descendants have overdrawn, if any."""
    tasks = memory = 0
    for one in _with_descendants(pid):
        try:
            memory += int(Path(f"/proc/{one}/statm").read_text().split()[1]) * _PAGE_BYTES
            tasks += sum(1 for _ in Path(f"/proc/{one}/task").iterdir())
        except (OSError, IndexError):
            continue  # it ends just now
    if tasks > limits.tasks:
        return Share.TASKS
    if memory > limits.memory_bytes:
        return Share.MEMORY
    if _written(pid) > limits.written_bytes:
        return Share.WRITTEN
    if _has_more_than(limits.files, folder):
        return Share.FILES
    return None


def _with_descendants(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _with_descendants(int(child))


def _written(pid: int) -> int:
    """All bytes that the process wrote, to whatever, and those of its children that have ended."""
    try:
        lines = Path(f"/proc/{pid}/io").read_text().splitlines()
    except OSError:
        return 0
    return int(dict(line.split(": ") for line in lines)["wchar"])


def _has_more_than(most: int, folder: Path) -> bool:
    """Whether there are more entries in the folder; stops counting there."""
    count = 0
    for _, folders, files in os.walk(folder):
        count += len(folders) + len(files)
        if count > most:
            return True
    return False
