"""What the kernel does not bound for a run's processes together: their keeper looks, ten times a second."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from sandbox.limits import Limits, Share

PERIOD_MS: Final = 100
_PAGE_BYTES: Final = os.sysconf("SC_PAGE_SIZE")
_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_LOOKS: Final = 5
_BLOCK_BYTES: Final = 512
"""The bytes of one of ``st_blocks``, whatever the file system's own blocks are."""


def try_to_look() -> None:
    """Raise ``OSError`` where the kernel does not show what is needed to watch a process."""
    process = Path("/proc/self")
    (process / "statm").read_text()
    _written(process)
    for task in (process / "task").iterdir():
        (task / "children").read_text()


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
    for _ in range(_LOOKS):
        survey = _Survey(limits)
        try:
            survey.look(os.open(folder, _FOLDER), 0)
        except _OverdrawnError as error:
            return error.share
        except FileNotFoundError:
            return None  # the folder itself is gone
        except _MovedError:
            continue  # a folder that is never where it was seen could hide what it holds
        return None
    return Share.MOVES


class _OverdrawnError(Exception):
    """Too much was found."""

    def __init__(self, share: Share) -> None:
        super().__init__(share)
        self.share = share


class _MovedError(Exception):
    """A folder was gone when it was to be opened."""


class _Survey:
    """Counts what lies in a folder and all below, by descriptors: paths can be too long, and change."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._count = 0
        self._stored = 0

    def look(self, folder: int, depth: int) -> None:
        """Count the entries of an open folder, which is closed then, and those below."""
        try:
            if depth > self._limits.depth:
                raise _OverdrawnError(Share.DEPTH)
            for name in self._folders_in(folder):
                try:
                    inner = os.open(name, _FOLDER, dir_fd=folder)
                except (FileNotFoundError, NotADirectoryError):
                    raise _MovedError from None
                self.look(inner, depth + 1)
        finally:
            os.close(folder)

    def _folders_in(self, folder: int) -> list[str]:
        folders = []
        with os.scandir(folder) as entries:
            for entry in entries:
                self._count += 1
                if self._count > self._limits.files:
                    raise _OverdrawnError(Share.FILES)
                if entry.is_dir(follow_symlinks=False):  # the listing tells, even of what has moved since
                    folders.append(entry.name)
                with suppress(FileNotFoundError):  # a file comes and goes
                    self._stored += entry.stat(follow_symlinks=False).st_blocks * _BLOCK_BYTES
        if self._stored > self._limits.written_bytes:
            raise _OverdrawnError(Share.WRITTEN)
        return folders
