"""The home folder of an embedded stack belongs to one stack at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


class HomeInUse(Exception):
    """Another process has the home folder."""


@contextmanager
def hold(home: Path) -> Iterator[bool]:
    """Keep the folder, which is made if there is none, for this process; HomeInUse if another one has it.

    Yields whether the process that had it before was killed. The lock is the kernel's, so it ends with its
    process, however that ends; the file stays, and holds the id of the process until that leaves in order.
    """
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise HomeInUse(
                f"{home} is in use by process {_content(file)}. Stop that one, or choose another folder with "
                "REELWORK_HOME."
            ) from error
        was_killed = bool(_content(file))
        _write(file, str(os.getpid()))
        try:
            yield was_killed
        finally:
            _write(file, "")


def _content(file: TextIO) -> str:
    file.seek(0)
    return file.read()


def _write(file: TextIO, content: str) -> None:
    file.truncate(0)
    file.write(content)
    file.flush()
