"""What the kernel does not bound for a run's processes together: their keeper looks, ten times a second."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from media.sandbox.limits import Limits, Share

PERIOD_MS: Final = 100
_PAGE_BYTES: Final = os.sysconf("SC_PAGE_SIZE")
_BLOCK_BYTES: Final = 512
"""Of ``st_blocks``, whatever the file system's own blocks are."""


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
    left = [process]
    while left:
        parent = left.pop()
        with suppress(OSError):
            for task in (parent / "task").iterdir():
                for child in (task / "children").read_text().split():
                    left.append(parent.parent / child)
                    yield left[-1]


def _written(process: Path) -> int:
    """All bytes that a process wrote, to whatever, and those of its children that have ended.

    ``wchar`` counts a write when it is over, ``write_bytes`` what goes to a disk while it goes on.
    """
    lines = (process / "io").read_text().splitlines()
    counts = dict(line.split(": ") for line in lines)
    return max(int(counts["wchar"]), int(counts["write_bytes"]))


def _in_folder(folder: Path, limits: Limits) -> Share | None:
    """The share of disk, files or depth, if what lies in a folder has more; looks no further then."""
    count = stored = 0
    left = [(str(folder), 0)]
    while left:
        place, depth = left.pop()
        if depth > limits.depth:
            return Share.DEPTH
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    count += 1
                    stored += entry.stat(follow_symlinks=False).st_blocks * _BLOCK_BYTES
                    if entry.is_dir(follow_symlinks=False):
                        left.append((entry.path, depth + 1))
                    if count > limits.files:
                        return Share.FILES
        except (FileNotFoundError, NotADirectoryError):
            continue  # it was moved or removed just now
        except OSError:
            return Share.DEPTH  # the path is longer than paths can be
    return Share.WRITTEN if stored > limits.written_bytes else None
