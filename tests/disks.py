"""A disk for tests that is small and can be full or read only: a file system of its own, in memory."""

import errno
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import Final

import pytest

_FILLING: Final = "filling"


class Disk:
    """A mounted file system at ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self) -> None:
        """Leave no room for another byte."""
        with (self.folder / _FILLING).open("ab", buffering=0) as file:
            for size in (1 << 16, 1):
                while _write(file, b"." * size):
                    pass

    def free(self) -> None:
        """Give the room back."""
        (self.folder / _FILLING).unlink()

    def protect(self) -> None:
        """Let nothing be written. No file on it may be open to be written."""
        _mount("-o", "remount,ro", str(self.folder))

    def release(self) -> None:
        """Let it be written to again."""
        _mount("-o", "remount,rw", str(self.folder))


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Disk]:
    """A disk of that size; where the machine lets nobody mount one, the test is skipped."""
    folder.mkdir()
    try:
        _mount("-t", "tmpfs", "-o", f"size={megabytes}m,mode=777", "tmpfs", str(folder))
    except (subprocess.CalledProcessError, FileNotFoundError):
        pytest.skip("this user may not mount a file system here")
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def _write(file: FileIO, data: bytes) -> bool:
    """Whether there was room for it."""
    try:
        file.write(data)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        return False
    return True


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)
